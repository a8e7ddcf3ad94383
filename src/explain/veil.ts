import { mask, masker } from '../diagnostics/mask.js'
import type { Cause } from './cause.js'

/**
 * A line of an output file for a report: without the credentials that are among its causes. One that does not stand there as it is (hashed, encoded)
 * takes all after the first word with it; so does any line that holds a known part of one.
 */
export function veilLine(line: string, causes: readonly Cause[], betrays: (text: string) => boolean): string {
  const secrets = causes.filter(({ secret, value }) => secret && value !== undefined && value !== null && value !== '')
  if (secrets.length === 0) return betrays(line) ? covered(line) : line
  const veiled = masker(new Set(secrets.map(({ value }) => String(value))))(line)
  return veiled === line || betrays(veiled) ? covered(line) : veiled
}

function covered(line: string): string {
  return `${/^\s*[\w.-]*[:=]?\s?/.exec(line)?.[0] ?? ''}${mask}`
}
