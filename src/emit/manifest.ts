import { sha256 } from '../source/sha256.js'
import type { EmittedFile } from './emit.js'
import { Lately } from './lately.js'

const encoder = new TextEncoder()

/**
 * The text of manifest.json: `{ version, generator, files }`, one file a line in the order given, with host, path, owner, group, mode,
 * sha256 (hexadecimal, of the UTF-8 bytes), size (bytes), component, artifact (id of the kind of file), instance (null where there is none), secret and impact.
 * `known` are records of files that were listed before, to which these are added; `hash` is SHA-256.
 */
export function manifest(files: readonly EmittedFile[], known?: WeakMap<EmittedFile, string>, hash = sha256): string {
  const digestOf = digester(hash)
  const records = files.map((file) => {
    let record = known?.get(file)
    if (record === undefined) {
      record = recordOf(file, digestOf(file.text))
      known?.set(file, record)
    }
    return record
  })
  return [...listed(records)].join('')
}

/** The text of manifest.json around the records of its files, in pieces. */
export function* listed(records: Iterable<string>): Iterable<string> {
  yield '{\n  "version": 1,\n  "generator": "pgcompile",\n  "files": ['
  let [before, end] = ['\n    ', ']\n}\n']
  for (const record of records) {
    yield before
    yield record
    ;[before, end] = [',\n    ', '\n  ]\n}\n']
  }
  yield end
}

/** Of a text in UTF-8. */
export interface Digest {
  readonly sha256: string
  readonly size: number
}

/** Many files have the same text: it is hashed once. */
export function digester(hash: (bytes: Uint8Array) => string): (text: string) => Digest {
  const known = new Lately<Digest>()
  return (text) =>
    known.of(text, () => {
      const bytes = encoder.encode(text)
      return { sha256: hash(bytes), size: bytes.length }
    })
}

/** One line of the list. */
export function recordOf(file: Omit<EmittedFile, 'text'>, digest: Digest): string {
  const { host, path, owner, group, mode, component, artifact, secret } = file
  const { action, unit, how } = file.impact
  return JSON.stringify({
    host,
    path,
    owner,
    group,
    mode,
    sha256: digest.sha256,
    size: digest.size,
    component,
    artifact,
    instance: file.instance ?? null,
    secret,
    impact: { action, unit, how },
  })
}
