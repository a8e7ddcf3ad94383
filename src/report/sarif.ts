import { codes } from '../codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Span } from '../source/span.js'
import { withDecryptedPlace } from './decrypted.js'

/** The findings of one run in SARIF 2.1.0 (OASIS), as code scanning services read it; every code is a rule. */
export function sarif(diagnostics: readonly Diagnostic[], version: string): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'pgcompile', version, rules } }, columnKind: 'utf16CodeUnits', results: diagnostics.map(result) }],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

const rules = codes.map(({ code, severity, summary, hint }) => ({
  id: code,
  shortDescription: { text: summary },
  ...(hint === undefined ? {} : { help: { text: hint } }),
  defaultConfiguration: { level: severity },
}))

const ruleIndices: ReadonlyMap<string, number> = new Map(codes.map(({ code }, index) => [code, index]))

function result({ code, severity, message, at, related, hint }: Diagnostic) {
  const text = withDecryptedPlace(message, at)
  return {
    ruleId: code,
    ruleIndex: ruleIndices.get(code),
    level: severity,
    message: { text: hint === undefined ? text : `${text}\nHint: ${hint}` },
    locations: [{ physicalLocation: place(at) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            id,
            message: { text: withDecryptedPlace(other.message, other.at) },
            physicalLocation: place(other.at),
          })),
        }),
  }
}

function place({ source, from, to }: Span) {
  return {
    artifactLocation: { uri: uriOf(source.name) },
    region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
  }
}

/** A relative path stays a relative reference, so that the reader may put its own root before it. */
function uriOf(name: string): string {
  const path = name
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')
  return path.startsWith('/') ? `file://${path}` : path
}
