import { item, type Place, unquoted } from './cursor.js'

interface Bracket {
  readonly map: boolean
  /** Of the entry that is being read. */
  key?: string | undefined
  /** What has been read since the last comma or colon, and where on its line that begins. */
  word: string
  at: number
}

/** Reads what stands in braces and brackets, over as many lines as it takes. */
export class FlowReader {
  private readonly brackets: Bracket[] = []
  private quote = ''
  private comment = false

  /** Whether a bracket is still open. */
  get open(): boolean {
    return this.brackets.length > 0
  }

  /** Takes a line, or the end of one from `column` on, in. */
  read(text: string, column = 0): void {
    this.comment = false
    const inside = this.brackets.at(-1)
    if (inside?.word.trim() === '') inside.at = column
    for (let index = 0; index < text.length && !this.comment; index++) this.take(text, index, column)
  }

  /** Where the cursor stands, behind all that was read; `start` is the offset of its line. */
  place(above: readonly string[], start: number): Place | undefined {
    const inside = this.brackets.at(-1)
    if (inside === undefined || this.comment) return undefined
    const outer = this.brackets.slice(0, -1).map(({ map, key }) => (map ? (key ?? '') : item))
    const path = [...above, ...outer, ...(inside.map ? [] : [item])]
    const from = start + inside.at
    return inside.map && inside.key !== undefined ? { path, role: 'value', key: inside.key, from } : { path, role: 'name', from }
  }

  private take(text: string, index: number, column: number): void {
    const character = text.charAt(index)
    const inside = this.brackets.at(-1)
    if (this.quote !== '') {
      if (inside !== undefined) inside.word += character
      if (character === this.quote && !(this.quote === '"' && text.charAt(index - 1) === '\\')) this.quote = ''
      return
    }
    const next = text.charAt(index + 1)
    if (character === '#' && (index === 0 || /\s/.test(text.charAt(index - 1)))) this.comment = true
    else if (character === '{' || character === '[') this.brackets.push({ map: character === '{', word: '', at: column + index + 1 })
    else if (character === '}' || character === ']') this.brackets.pop()
    else if (inside === undefined) return
    else if (character === ',') Object.assign(inside, { key: undefined, word: '', at: column + index + 1 })
    else if (character === ':' && inside.map && inside.key === undefined && /^[\s,}]?$/.test(next))
      Object.assign(inside, { key: unquoted(inside.word.trim()), word: '', at: column + index + 1 })
    else if (/\s/.test(character) && inside.word === '') inside.at = column + index + 1
    else {
      if ((character === '"' || character === "'") && inside.word === '') this.quote = character
      inside.word += character
    }
  }
}
