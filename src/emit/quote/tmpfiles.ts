import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** One field of a line for systemd-tmpfiles. What it would take for a quote, an escape, a specifier or nothing is refused. Source: tmpfiles.d(5). */
export function quoteTmpfiles(value: unknown): string {
  const text = lineOf(value, 'a field for systemd-tmpfiles')
  if (!/^(?!-$)[A-Za-z0-9_./@+,:=-]+$/.test(text))
    throw new InexpressibleValue(value, 'a field for systemd-tmpfiles can hold only letters, digits and / _ . - @ + , : =')
  return text
}
