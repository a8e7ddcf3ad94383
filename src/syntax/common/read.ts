import { Anchors, and, star } from './anchors.js'
import { Cursor, leave, notCommon } from './cursor.js'
import { Flow, opensFlow } from './flow.js'
import type { Maker } from './maker.js'
import { colonAfter, isItem, isQuote, keyEnd, readScalar, unquoted } from './scalars.js'
import { opensTextBlock, readTextBlock } from './text-block.js'

/** Beside what no YAML has: tabs and carriage returns, byte-order marks, and line ends that nobody sees. */
const strange = /[^\n\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u

/**
 * Reads the YAML that inventories are written in, in one go and fast: block and flow collections, scalars of one line, text blocks, anchors, aliases
 * and merge keys. Undefined for any other text and for one that has anything wrong: that is for a reader of all of YAML.
 */
export function readCommon<Value, Pairs>(text: string, maker: Maker<Value, Pairs>): Value | undefined {
  if (strange.test(text)) return undefined
  try {
    return new Reader(text, maker).document()
  } catch (error) {
    if (error === notCommon) return undefined
    throw error
  }
}

class Reader<Value, Pairs> {
  private readonly cursor: Cursor
  private readonly anchors: Anchors<Value>
  /** Behind the value that was read last. */
  private end = 0
  private depth = 0

  constructor(
    text: string,
    private readonly maker: Maker<Value, Pairs>,
  ) {
    this.cursor = new Cursor(text.slice(0, contentEnd(text)))
    this.anchors = new Anchors(this.cursor)
  }

  document(): Value {
    const { cursor } = this
    if (cursor.indent === 0 && cursor.text.startsWith('---', cursor.at)) {
      cursor.at += 3
      cursor.nextLine()
    }
    if (cursor.indent === -1) leave()
    const root = this.block()
    return cursor.indent === -1 ? root : leave()
  }

  /** The collection that begins at this place of this line. */
  private block(): Value {
    if (++this.depth > 40) leave()
    const made = isItem(this.cursor) ? this.list(this.cursor.indent) : this.map(this.cursor.indent)
    this.depth--
    return made
  }

  private map(indent: number): Value {
    const { cursor, maker } = this
    const { text, at: start } = cursor
    const pairs = maker.pairs()
    do {
      const from = cursor.at
      const end = keyEnd(cursor)
      if (end === -1) leave()
      cursor.at = colonAfter(text, end) + 1
      if (end === from + 2 && text.startsWith('<<', from)) {
        maker.merge(pairs, this.mapped(indent))
        continue
      }
      const written = text.slice(from, end)
      const key = isQuote(text.charCodeAt(from)) ? maker.scalar(unquoted(written), 'quoted', from, end) : maker.scalar(written, 'plain', from, end)
      maker.put(pairs, key, this.mapped(indent))
    } while (cursor.indent === indent)
    // What is indented deeper would go on with the last value.
    return cursor.indent > indent ? leave() : maker.mapping(pairs, start, this.end)
  }

  /** The value behind the colon of a key that is indented so far. */
  private mapped(indent: number): Value {
    const { cursor } = this
    cursor.skipBlanks()
    if (cursor.code === and) return this.anchors.read(() => this.mapped(indent))
    const empty = cursor.at
    if (!cursor.atLineEnd()) return this.value(indent)
    cursor.nextLine()
    // Items may stand as far left as the key that they belong to.
    if (cursor.indent > indent || (cursor.indent === indent && isItem(cursor))) return this.block()
    this.end = empty
    return this.maker.scalar('', 'plain', empty, empty)
  }

  private list(indent: number): Value {
    const { cursor, maker } = this
    const start = cursor.at
    const items: Value[] = []
    while (cursor.indent === indent && isItem(cursor)) {
      cursor.at++
      items.push(this.item(indent))
    }
    return cursor.indent > indent ? leave() : maker.sequence(items, start, this.end)
  }

  private item(indent: number): Value {
    const { cursor } = this
    cursor.skipBlanks()
    if (cursor.code === and) return this.anchors.read(() => this.anchoredItem(indent))
    if (cursor.atLineEnd()) {
      cursor.nextLine()
      return cursor.indent > indent ? this.block() : leave()
    }
    if (!isItem(cursor) && (opensFlow(cursor.code) || keyEnd(cursor) === -1)) return this.value(indent)
    cursor.indent = cursor.column
    return this.block()
  }

  /** On the line of an item an anchor before a key is one of the key. */
  private anchoredItem(indent: number): Value {
    const { cursor } = this
    return isItem(cursor) || (!opensFlow(cursor.code) && keyEnd(cursor) !== -1) ? leave() : this.item(indent)
  }

  /** A value that begins on this line, in a collection that is indented so far. */
  private value(indent: number): Value {
    const { cursor, maker } = this
    const { code } = cursor
    if (opensTextBlock(code)) return this.textBlock(indent)
    const inFlow = opensFlow(code)
    const made = inFlow ? new Flow(cursor, maker, indent, this.anchors).collection() : code === star ? this.anchors.alias() : readScalar(cursor, maker, false)
    this.end = cursor.at
    cursor.nextLine()
    return made
  }

  private textBlock(indent: number): Value {
    const start = this.cursor.at
    const { text, end } = readTextBlock(this.cursor, indent)
    this.end = end
    return this.maker.scalar(text, 'block', start, end)
  }
}

/** Where the text ends, or the `...` that closes it. */
function contentEnd(text: string): number {
  const mark = text.lastIndexOf('\n...') + 1
  return mark > 0 && /^\.\.\.[ \n]*$/.test(text.slice(mark)) ? mark : text.length
}
