import { blank, type Cursor, leave, lineFeed } from './cursor.js'

export const [and, star] = [38, 42]
const name = /[A-Za-z0-9_-]+/y

/** The values of a document that have a name, for the aliases behind them. */
export class Anchors<Value> {
  private readonly values = new Map<string, Value>()

  constructor(private readonly cursor: Cursor) {}

  /** What `read` reads behind the anchor that begins here. */
  read(read: () => Value): Value {
    const anchor = this.name()
    const { cursor } = this
    if (cursor.code !== blank && cursor.code !== lineFeed) leave()
    cursor.skipBlanks()
    if (cursor.code === and || cursor.code === star) leave()
    const made = read()
    // Of two of one name the library tells.
    if (this.values.has(anchor)) leave()
    this.values.set(anchor, made)
    return made
  }

  /** What the alias that begins here repeats. */
  alias(): Value {
    return this.values.get(this.name()) ?? leave()
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
