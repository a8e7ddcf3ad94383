import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js'
import { schemaVersion } from '../diagnostics/schema-version.js'
import type { Span } from '../source/span.js'
import { withDecryptedPlace } from './decrypted.js'

/**
 * The findings of one run: `{ schemaVersion, tool, counts, findings }`, and in `more` what else was asked for. Lines and columns count from 1, columns in UTF-16
 * code units; the end is exclusive.
 */
export function json(diagnostics: readonly Diagnostic[], version: string, more: Readonly<Record<string, unknown>> = {}): string {
  const count = (severity: Severity): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  const report = {
    schemaVersion,
    tool: { name: 'pgcompile', version },
    counts: { error: count('error'), warning: count('warning'), note: count('note') },
    findings: diagnostics.map(({ code, severity, message, at, related, hint }) => ({
      code,
      severity,
      message: withDecryptedPlace(message, at),
      at: place(at),
      related: related.map((other) => ({ message: withDecryptedPlace(other.message, other.at), at: place(other.at) })),
      hint: hint ?? null,
    })),
    ...more,
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

function place({ source, from, to }: Span) {
  return { file: source.name, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}
