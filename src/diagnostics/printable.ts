/** What a terminal would obey instead of showing it, or what shows as nothing: control characters, line ends, marks of direction, halves of characters. */
const strange = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Most texts: the classes of Unicode take a while to be compiled. */
const plain = /^[\x20-\x7e]*$/

/** A text of an inventory as one line that shows all of it: what is no visible character is written as in JSON, or as \u{200b}. */
export function printable(text: string): string {
  if (plain.test(text)) return text
  return text.replace(strange, (character) => {
    const short = JSON.stringify(character).slice(1, -1)
    return /^\\[a-z]$/.test(short) ? short : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}
