/** One element of a column: its text without quotes, and its place in the line. */
export interface HbaElement {
  readonly text: string
  /** Whether it begins with a double quote, which switches off keywords and the prefixes + and @. */
  readonly quoted: boolean
  /** Whether quoted and bare text stand side by side, as in `a"b"`: PostgreSQL joins them, PgBouncer splits the column. */
  readonly mixed: boolean
  readonly from: number
  readonly to: number
}

/** A column: elements joined by commas. */
export interface HbaColumn {
  readonly elements: readonly HbaElement[]
  readonly from: number
  readonly to: number
}

/** Why a line cannot be used: offsets into the line (`to` is exclusive), and what would be right. */
export interface HbaProblem {
  readonly from: number
  readonly to: number
  readonly reason: string
}

/** Splits a line as PostgreSQL does: blanks end a column, commas an element, # outside of quotes the line; `""` inside of quotes is one quote. */
export function splitHbaLine(text: string): readonly HbaColumn[] | HbaProblem {
  const columns: HbaColumn[] = []
  let at = skipBlanks(text, 0)
  while (at < text.length && text[at] !== '#') {
    const elements: HbaElement[] = []
    const from = at
    for (;;) {
      const element = readElement(text, at)
      if ('reason' in element) return element
      elements.push(element)
      at = element.to
      if (text[at] !== ',') break
      at = skipBlanks(text, at + 1)
    }
    columns.push({ elements, from, to: at })
    at = skipBlanks(text, at)
  }
  return columns
}

function readElement(text: string, from: number): HbaElement | HbaProblem {
  let at = from
  let plain = ''
  let quotes = 0
  let bare = 0
  while (at < text.length && !' \t\r,#'.includes(text.charAt(at))) {
    if (text[at] !== '"') {
      plain += text.charAt(at++)
      bare++
      continue
    }
    const quoted = /"((?:[^"]|"")*)"/y
    quoted.lastIndex = at
    const inner = quoted.exec(text)?.[1]
    if (inner === undefined) return { from: at, to: text.length, reason: 'this double quote is not closed' }
    plain += inner.replaceAll('""', '"')
    at += inner.length + 2
    quotes++
  }
  if (plain === '')
    return { from, to: Math.max(at, from + 1), reason: 'an element is missing here: elements of a column are joined by one comma, with no blank before it' }
  return { text: plain, quoted: text[from] === '"', mixed: quotes > 0 && bare > 0, from, to: at }
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r'.includes(text.charAt(at))) at++
  return at
}
