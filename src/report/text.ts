import type { Diagnostic } from '../diagnostics/diagnostic.js'

/** One finding as lines of text: `file:line:column: severity[code]: message`, then related places and the hint, indented. */
export function diagnosticText({ at, severity, code, message, related, hint }: Diagnostic): string {
  const lines = [`${at}: ${severity}[${code}]: ${message}`]
  for (const other of related) lines.push(`    ${other.at}: ${other.message}`)
  if (hint !== undefined) lines.push(`    hint: ${hint}`)
  return lines.join('\n')
}

/** `3 errors, 1 warning`: only what there is; empty where there is nothing. */
export function tally(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: diagnostics.filter((diagnostic) => diagnostic.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity))
    .join(', ')
}

/** `1 host`, `2 hosts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
