import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js'
import { withDecryptedPlace } from './decrypted.js'

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'notice' }

/** One finding as a workflow command of GitHub Actions, which becomes an annotation of the line. Columns are given within one line only. */
export function github({ code, severity, message, at, related, hint }: Diagnostic): string {
  const { from, to, source } = at
  const columns = from.line === to.line ? { col: from.column, endColumn: Math.max(from.column, to.column - 1) } : {}
  const properties = { file: source.name, line: from.line, endLine: to.line, ...columns, title: code }
  const text = [
    withDecryptedPlace(message, at),
    ...related.map((other) => `${other.at}: ${other.message}`),
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
  ].join('\n')
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return `::${commands[severity]} ${list.join(',')}::${escapeData(text)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
