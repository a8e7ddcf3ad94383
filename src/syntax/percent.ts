/**
 * Percent-encodes what has or could have a meaning in a URL: every byte of UTF-8 but letters, digits and `- . _ ~`, and the characters in `keep`.
 * Half of a surrogate pair has no bytes and stays as it is.
 */
export function percentEncode(text: string, keep = ''): string {
  return text.replace(/[^A-Za-z0-9._~\uD800-\uDFFF-]/gu, (character) => (keep.includes(character) ? character : encoded(character)))
}

function encoded(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
