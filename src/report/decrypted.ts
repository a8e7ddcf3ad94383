import type { Span } from '../source/span.js'

/** A message, and for a place in a file that is encrypted as a whole where it is in what that holds: the report's own place can only be the file. */
export function withDecryptedPlace(message: string, { inside }: Span): string {
  return inside === undefined ? message : `${message} (line ${inside.line}, column ${inside.column} of the decrypted text)`
}
