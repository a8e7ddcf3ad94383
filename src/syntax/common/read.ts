import { blank, Cursor, leave, lineFeed, notCommon } from './cursor.js'
import { Flow, opensFlow } from './flow.js'
import type { Maker } from './maker.js'
import { colonAfter, isItem, isQuote, keyEnd, plainEnd, quotedEnd, unquoted } from './scalars.js'

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

const [and, star, greater, pipe] = [38, 42, 62, 124]
const name = /[A-Za-z0-9_-]+/y

class Reader<Value, Pairs> {
  private readonly cursor: Cursor
  private readonly anchors = new Map<string, Value>()
  /** Behind the value that was read last. */
  private end = 0
  private depth = 0

  constructor(
    text: string,
    private readonly maker: Maker<Value, Pairs>,
  ) {
    this.cursor = new Cursor(text.slice(0, contentEnd(text)))
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
    return cursor.indent > indent ? leave() : maker.mapping(pairs, start, this.end)
  }

  /** The value behind the colon of a key that is indented so far. */
  private mapped(indent: number, anchored = false): Value {
    const { cursor } = this
    cursor.skipBlanks()
    if (cursor.code === and && !anchored) return this.anchored(() => this.mapped(indent, true))
    const empty = cursor.at
    if (!cursor.atLineEnd()) return this.value(indent)
    cursor.nextLine()
    // Items may stand as far left as the key that they belong to.
    if (cursor.indent > indent || (cursor.indent === indent && isItem(cursor))) return this.block()
    // Where an anchor of nothing stands is for others to say.
    if (anchored) leave()
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
    if (cursor.code === and) return this.anchored(() => this.anchoredItem(indent))
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
    const { code, text, at: start } = cursor
    if (code === pipe || code === greater) return this.textBlock(indent)
    let made: Value
    if (opensFlow(code)) made = new Flow(cursor, maker, indent, () => this.alias()).collection()
    else if (code === star) made = this.alias()
    else if (isQuote(code)) {
      cursor.at = quotedEnd(cursor)
      made = maker.scalar(unquoted(text.slice(start, cursor.at)), 'quoted', start, cursor.at)
    } else {
      cursor.at = plainEnd(cursor, false)
      made = maker.scalar(text.slice(start, cursor.at), 'plain', start, cursor.at)
    }
    this.end = cursor.at
    cursor.nextLine()
    // What is indented deeper would go on with it.
    return cursor.indent > indent ? leave() : made
  }

  /** `|`, `|-`, `>` or `>-`, with the lines below it. */
  private textBlock(parent: number): Value {
    const { cursor } = this
    const { text, at: start } = cursor
    const folds = text.charCodeAt(start) === greater
    const strips = text.charCodeAt(start + 1) === 45
    cursor.at += strips ? 2 : 1
    if (cursor.code !== lineFeed) leave()
    cursor.at++
    const indent = indentAt(text, cursor.at)
    if (indent <= parent) leave()
    let said = ''
    for (let gap = 0; cursor.at < text.length; ) {
      const own = indentAt(text, cursor.at)
      const lineEnd = text.indexOf('\n', cursor.at)
      if (lineEnd === -1) leave()
      if (lineEnd === cursor.at + own) {
        if (own > 0) leave()
        gap++
      } else if (own >= indent) {
        // Lines that are indented deeper are not folded.
        if (folds && own > indent) leave()
        if (said !== '') said += folds && gap === 0 ? ' ' : '\n'.repeat(folds ? gap : gap + 1)
        said += text.slice(cursor.at + indent, lineEnd)
        gap = 0
        this.end = lineEnd + 1
      } else break
      cursor.at = lineEnd + 1
    }
    const { end } = this
    cursor.toContent()
    if (said === '' || cursor.indent > parent) leave()
    return this.maker.scalar(strips ? said : `${said}\n`, 'block', start, end)
  }

  private anchored(read: () => Value): Value {
    const anchor = this.name()
    if (this.anchors.has(anchor)) leave()
    const { cursor } = this
    if (cursor.code !== blank && cursor.code !== lineFeed) leave()
    cursor.skipBlanks()
    if (cursor.code === and || cursor.code === star) leave()
    const made = read()
    if (this.anchors.has(anchor)) leave()
    this.anchors.set(anchor, made)
    return made
  }

  private alias(): Value {
    return this.anchors.get(this.name()) ?? leave()
  }

  /** The name behind & or *. */
  private name(): string {
    const { cursor } = this
    name.lastIndex = cursor.at + 1
    const found = name.exec(cursor.text)?.[0] ?? leave()
    cursor.at = name.lastIndex
    return found
  }
}

/** Where the text ends, or the `...` that closes it. */
function contentEnd(text: string): number {
  const mark = text.lastIndexOf('\n...') + 1
  return mark > 0 && /^\.\.\.[ \n]*$/.test(text.slice(mark)) ? mark : text.length
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart
  while (text.charCodeAt(at) === blank) at++
  return at - lineStart
}
