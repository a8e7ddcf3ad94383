/** A string literal of Python. `end` is the offset behind it; undefined where it is not closed, or holds an escape that Python refuses. */
export interface PythonString {
  readonly value: string
  readonly bytes: boolean
  readonly end: number | undefined
}

/** The string literal that begins at an offset; undefined where none does. A formatted string is none: it is no literal. */
export function readPythonString(text: string, from: number): PythonString | undefined {
  const opening = /^([uU]|[rR]|[bB]|[rR][bB]|[bB][rR])?("""|'''|"|')/.exec(text.slice(from, from + 5))
  if (opening === null) return undefined
  const [whole, prefix = '', quote = ''] = opening
  const raw = /r/i.test(prefix)
  const bytes = /b/i.test(prefix)
  const start = from + whole.length
  let value = ''
  for (let at = start; at < text.length; ) {
    if (text.startsWith(quote, at)) return { value, bytes, end: at + quote.length }
    const sign = text.charAt(at)
    if ((bytes && sign > '\x7f') || (sign === '\n' && quote.length === 1)) break
    if (sign !== '\\') {
      value += sign
      at++
    } else if (raw) {
      value += text.slice(at, at + 2)
      at += 2
    } else {
      const meant = readEscape(text, at + 1, bytes)
      if (meant === undefined) break
      value += meant.value
      at = meant.end
    }
  }
  return { value, bytes, end: undefined }
}

const single: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const widths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** What follows a backslash. Python leaves an escape that it does not know as it is. Names of characters (`\N{...}`) would need Unicode's list of them. */
function readEscape(text: string, at: number, bytes: boolean): { readonly value: string; readonly end: number } | undefined {
  const sign = text.charAt(at)
  const known = single[sign]
  if (known !== undefined) return { value: known, end: at + 1 }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0]
  if (octal !== undefined) return { value: String.fromCharCode(Number.parseInt(octal, 8)), end: at + octal.length }
  const width = sign === 'x' || !bytes ? widths[sign] : undefined
  if (width === undefined) return sign === 'N' && !bytes ? undefined : { value: `\\${sign}`, end: at + 1 }
  const hex = text.slice(at + 1, at + 1 + width)
  const point = Number.parseInt(hex, 16)
  if (hex.length < width || !/^[0-9a-fA-F]+$/.test(hex) || point > 0x10ffff) return undefined
  return { value: String.fromCodePoint(point), end: at + 1 + width }
}
