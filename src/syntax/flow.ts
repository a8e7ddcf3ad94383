const closedQuote = { '"': /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y, "'": /'[^']*(?:''[^']*)*'/y }

/**
 * The text with the [ ] or { } that opens at an offset on one line: comments and the line ends between its tokens become blanks, so every offset stays.
 * PyYAML does not care how such lines are indented; YAML 1.2, and so our parser, does. Undefined if the bracket is never closed.
 */
export function joinFlowLines(text: string, open: number): string | undefined {
  let joined = text.slice(0, open)
  let copied = open
  let depth = 0
  // The last character before blanks: a line end after an indicator is between two tokens, any other may fold a scalar and stays.
  let last = ''
  const blank = (from: number, to: number) => {
    joined += text.slice(copied, from) + ' '.repeat(to - from)
    copied = to
  }
  for (let i = open; i < text.length; i++) {
    const character = text.charAt(i)
    if ((character === '"' || character === "'") && '[{,:'.includes(last)) {
      const quote = closedQuote[character]
      quote.lastIndex = i
      if (!quote.test(text)) return undefined
      i = quote.lastIndex - 1
      last = ','
    } else if (character === '#' && /\s/.test(text.charAt(i - 1))) {
      const end = text.indexOf('\n', i)
      if (end === -1) return undefined
      blank(i, end)
      i = end - 1
    } else if (character === '\n') {
      if (/^(?:---|\.\.\.)/.test(text.slice(i + 1, i + 4))) return undefined
      const next = /\S/g
      next.lastIndex = i
      const follows = next.exec(text)?.[0] ?? ''
      if ('[{,:]}'.includes(last) || (follows !== '' && ',]}'.includes(follows))) blank(text[i - 1] === '\r' ? i - 1 : i, i + 1)
    } else {
      if (character === '[' || character === '{') depth++
      if ((character === ']' || character === '}') && --depth === 0) return joined + text.slice(copied)
      if (!/\s/.test(character)) last = character
    }
  }
  return undefined
}
