import { invariant } from '../../diagnostics/invariant.js'

/**
 * A text of several lines as a YAML block scalar (`|-`), every line indented by `indent` blanks: for programs, which people read.
 * The text must be printable ASCII, so whoever makes it escapes the values in it.
 */
export function quoteLiteral(value: unknown, indent: unknown): string {
  invariant(typeof indent === 'number' && Number.isInteger(indent) && indent > 0, 'literal() needs its indentation')
  invariant(typeof value === 'string' && /^[!-~][ -~\n]*[!-~]$/.test(value), 'a literal block must be printable ASCII without blanks at its ends')
  invariant(!/\$[A-Za-z0-9_{$]/.test(value), 'a literal block must hold nothing that Vector would expand')
  return ['|-', ...value.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line))].join('\n')
}
