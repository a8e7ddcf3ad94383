import { type Place, unknown } from './trouble.js'

/** More characters than this are no work of a human. */
const longest = 1_000_000

/** Refuses a text of so many characters before it is made. */
export function requireLength(length: number, place: Place): void {
  if (length > longest) throw unknown(place, `a text of more than ${longest} characters is not evaluated`)
}
