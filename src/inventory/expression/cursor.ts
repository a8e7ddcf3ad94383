import type { Token } from './token.js'
import type { Tree } from './tree.js'
import { type Place, type Trouble, unknown } from './trouble.js'

/** How deep brackets and signs may nest: more is no work of a human. */
const deepest = 100

/** A way through the words of an expression. */
export class Cursor {
  protected at = 0
  private depth = 0

  constructor(
    protected readonly tokens: readonly Token[],
    protected readonly place: (from: number, to: number) => Place,
  ) {}

  /** One level deeper. */
  protected nested<T>(read: () => T): T {
    if (this.depth++ > deepest) throw unknown(this.here, 'this expression is nested too deeply')
    const result = read()
    this.depth--
    return result
  }

  protected get token(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? { kind: 'end', text: '', from: 0, to: 0 }
  }

  protected get here(): Place {
    return this.place(this.token.from, this.token.to)
  }

  protected over(first: Tree, last: Tree): Place {
    return this.place(first.place.from, last.place.to)
  }

  protected isSign(text: string): boolean {
    return this.token.kind === 'sign' && this.token.text === text
  }

  protected isName(text: string): boolean {
    return this.token.kind === 'name' && this.token.text === text
  }

  protected takeSign(text: string): boolean {
    if (!this.isSign(text)) return false
    this.at++
    return true
  }

  protected takeName(text: string): boolean {
    if (!this.isName(text)) return false
    this.at++
    return true
  }

  protected expect(sign: string): Token {
    const token = this.token
    if (!this.takeSign(sign)) throw this.unexpected()
    return token
  }

  protected unexpected(token = this.token): Trouble {
    const place = this.place(token.from, token.to)
    return unknown(
      place,
      token.kind === 'end' ? 'the expression ends too early' : `${token.kind === 'text' ? 'this text' : `\`${token.text}\``} is not understood here`,
    )
  }
}
