import { parse } from 'yaml'
import { readPlainYaml } from './plain-yaml.js'

/** The document as YAML 1.1 reads it, in plain records and lists. Throws where it is not one valid document. */
export function readYaml(text: string): unknown {
  return readPlainYaml(text) ?? parse(text, { version: '1.1', schema: 'yaml-1.1', logLevel: 'error', prettyErrors: false })
}
