export interface PythonNumber {
  /** An int beyond 2^53 has its exact decimal digits. */
  readonly value: number | string
  readonly type: 'int' | 'float' | 'imaginary'
  /** Offset behind it. */
  readonly end: number
}

const digits = '[0-9](?:_?[0-9])*'
const pattern = new RegExp(
  `(?<radix>0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+)|(?<float>(?:${digits}\\.(?:${digits})?|\\.${digits}|${digits}(?=[eE]))(?:[eE][-+]?${digits})?)|(?<int>${digits})`,
  'y',
)

/** The number without a sign that begins at an offset, by Python's grammar; undefined where there is none. */
export function readPythonNumber(text: string, from: number): PythonNumber | undefined {
  pattern.lastIndex = from
  const groups = pattern.exec(text)?.groups
  if (groups === undefined) return undefined
  let end = pattern.lastIndex
  const { radix, float, int } = groups
  const written = (radix ?? float ?? int ?? '').replaceAll('_', '')
  if (/^[jJ](?!\w)/.test(text.slice(end, end + 2)) && radix === undefined) return { value: Number(written), type: 'imaginary', end: end + 1 }
  // 0777 is neither octal nor decimal in Python, so it is no number at all; 00 is.
  if (/\w/.test(text.charAt(end)) || text.charAt(end) === '.' || (int !== undefined && /^0+[1-9]/.test(written))) return undefined
  if (float !== undefined) return { value: Number(written), type: 'float', end }
  const exact = BigInt(written.toLowerCase())
  end = pattern.lastIndex
  const value = Number(exact)
  return { value: Number.isSafeInteger(value) ? value : String(exact), type: 'int', end }
}
