import { Composer, type Document } from 'yaml'
import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { Builder, knownTags, opaqueScalar } from './build.js'
import { syntaxCodes } from './codes.js'
import { NodeMaker } from './common/nodes.js'
import { readCommon } from './common/read.js'
import type { Node } from './node.js'
import { explainErrors, reportProblems } from './problem.js'
import { readTokens } from './tokens.js'
import { type Decrypt, unseal } from './vault.js'

// With the failsafe schema every scalar stays text; what it means is decided in scalar.ts, by PyYAML's rules. Keys are compared in build.ts.
const options = { schema: 'failsafe', version: '1.1', resolveKnownTags: false, uniqueKeys: false, merge: false, logLevel: 'silent' } as const

/**
 * The document of a text, as Ansible (PyYAML, YAML 1.1) reads it, its encrypted values opened by `decrypt`; without that they are opaque.
 * A text that is encrypted as a whole is read as what was in it, and is one opaque scalar where nobody can open it.
 * Undefined for a document without content, and where the text is not YAML: then the sink has an error for every place found.
 */
export function parseYaml(file: Source, sink: Sink, decrypt?: Decrypt): Node | undefined {
  const source = unseal(file, sink, decrypt)
  if (source === undefined) return opaqueScalar(file.text, new Span(file, 0, 0))
  return readCommon(source.text, new NodeMaker(source)) ?? parseWhole(source, sink, decrypt)
}

/**
 * The same for any text.
 * @internal
 */
export function parseWhole(source: Source, sink: Sink, decrypt?: Decrypt): Node | undefined {
  const { text, tokens, problems } = readTokens(source.text)
  if (tokens === undefined) {
    reportProblems(source, sink, problems)
    return undefined
  }
  const composer = new Composer(options)
  const documents: Document.Parsed[] = []
  for (const document of composer.compose(tokens)) documents.push(document)
  const [document, second] = documents.filter((each) => !isEmpty(each))
  const errors = [...(document === undefined ? documents : [document]).flatMap((each) => each.errors), ...composer.streamInfo().errors]
  problems.push(...explainErrors(text, errors))
  reportProblems(source, sink, problems)
  if (second !== undefined) {
    const start = second.contents?.range?.[0] ?? second.range[0]
    sink.report(syntaxCodes['yaml-multiple-documents'], new Span(source, start, start), 'a second document begins here; only the first one of a file is read')
  }
  if (problems.length > 0 || document === undefined || document.contents === null) return undefined
  reportUnknownTags(document, source, sink)
  return new Builder(source, sink, decrypt).build(document.contents)
}

/** Nothing, or nothing but comments; an explicit `~` is content. */
function isEmpty({ contents, errors }: Document.Parsed): boolean {
  if (errors.length > 0) return false
  return contents === null || ('source' in contents && contents.source === '' && contents.range[0] === contents.range[1] && !contents.tag && !contents.anchor)
}

function reportUnknownTags(document: Document.Parsed, source: Source, sink: Sink): void {
  for (const warning of document.warnings) {
    if (warning.code !== 'TAG_RESOLVE_FAILED') continue
    const [start, end] = warning.pos
    const written = source.text.slice(start, end)
    const name = document.directives.tagName(written, () => undefined)
    if (name === null || knownTags.has(name)) continue
    sink.report(syntaxCodes['yaml-unknown-tag'], new Span(source, start, end), 'this tag is unknown; quote a text that begins with !')
  }
}
