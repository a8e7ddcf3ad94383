import { type Anchors, star } from './anchors.js'
import { blank, type Cursor, hash, leave, lineFeed } from './cursor.js'
import type { Maker } from './maker.js'
import { colonAfter, longestKey, readScalar } from './scalars.js'

const [comma, listStart, listEnd, mapStart, mapEnd] = [44, 91, 93, 123, 125]

export function opensFlow(code: number): boolean {
  return code === listStart || code === mapStart
}

/** Reads `[ ]` and `{ }` in a collection that is indented by `parent`; lines of them are indented deeper, but for a closing bracket. */
export class Flow<Value, Pairs> {
  private depth = 0

  constructor(
    private readonly cursor: Cursor,
    private readonly maker: Maker<Value, Pairs>,
    private readonly parent: number,
    private readonly anchors: Anchors<Value>,
  ) {}

  collection(): Value {
    if (++this.depth > 40) leave()
    const made = this.cursor.code === listStart ? this.list() : this.map()
    this.depth--
    return made
  }

  private list(): Value {
    const start = this.cursor.at++
    const items: Value[] = []
    while (!this.closed(listEnd)) {
      items.push(this.value())
      this.separated(listEnd)
    }
    return this.maker.sequence(items, start, this.cursor.at)
  }

  private map(): Value {
    const { cursor, maker } = this
    const start = cursor.at++
    const pairs = maker.pairs()
    while (!this.closed(mapEnd)) {
      const from = cursor.at
      const key = readScalar(cursor, maker, true)
      const merges = cursor.at === from + 2 && cursor.text.startsWith('<<', from)
      const behind = colonAfter(cursor.text, cursor.at)
      if (behind === -1 || behind - from > longestKey) leave()
      cursor.at = behind + 1
      const value = this.mapped()
      if (merges) maker.merge(pairs, value)
      else maker.put(pairs, key, value)
      this.separated(mapEnd)
    }
    return maker.mapping(pairs, start, cursor.at)
  }

  /** The value behind a colon; nothing is null, which stands behind the blanks of the line. */
  private mapped(): Value {
    const { cursor } = this
    cursor.skipBlanks()
    const empty = cursor.at
    this.skip()
    return cursor.code === comma || cursor.code === mapEnd ? this.maker.scalar('', 'plain', empty, empty) : this.value()
  }

  private value(): Value {
    const { code } = this.cursor
    if (code === star) return this.anchors.alias()
    return opensFlow(code) ? this.collection() : readScalar(this.cursor, this.maker, true)
  }

  /** Whether the collection ends here; then behind its bracket. */
  private closed(bracket: number): boolean {
    this.skip()
    if (this.cursor.code !== bracket) return false
    this.cursor.at++
    return true
  }

  private separated(bracket: number): void {
    this.skip()
    if (this.cursor.code === comma) this.cursor.at++
    else if (this.cursor.code !== bracket) leave()
  }

  /** Over blanks, comments and line ends. */
  private skip(): void {
    const { cursor } = this
    for (;;) {
      cursor.skipBlanks()
      const { code } = cursor
      if (code === hash && cursor.text.charCodeAt(cursor.at - 1) !== blank) leave()
      if (code !== hash && code !== lineFeed) return
      const end = cursor.text.indexOf('\n', cursor.at)
      if (end === -1) leave()
      cursor.at = end + 1
      cursor.toContent()
      const closing = cursor.code === listEnd || cursor.code === mapEnd
      if (cursor.indent < this.parent + (closing ? 0 : 1)) leave()
    }
  }
}
