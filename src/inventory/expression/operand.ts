import { Cursor } from './cursor.js'
import { isFilter } from './filters.js'
import type { Token } from './token.js'
import type { Filtering, Tree } from './tree.js'
import { unknown } from './trouble.js'
import type { Value } from './value.js'

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
])

/** Reads what stands between operators: names, literals and brackets, with their items and filters. */
export abstract class OperandParser extends Cursor {
  /** A whole expression inside brackets. */
  protected abstract choice(): Tree

  protected primary(): Tree {
    const token = this.token
    const place = this.here
    if (token.kind === 'end' || (token.kind === 'sign' && !['(', '[', '{'].includes(token.text))) throw this.unexpected()
    this.at++
    switch (token.kind) {
      case 'name':
        return constants.has(token.text)
          ? { kind: 'constant', value: constants.get(token.text) ?? null, place }
          : { kind: 'variable', name: this.variable(token), place }
      case 'int':
        return { kind: 'constant', value: BigInt(token.text.replaceAll('_', '')), place }
      case 'float':
        return { kind: 'constant', value: Number(token.text.replaceAll('_', '')), place }
      case 'text':
        return this.strings(token)
      default:
        return token.text === '(' ? this.group(token) : token.text === '[' ? this.list(token) : this.map(token)
    }
  }

  private variable(token: Token): string {
    if (['if', 'else', 'and', 'or', 'not', 'in', 'is'].includes(token.text)) throw this.unexpected(token)
    return token.text
  }

  /** Strings side by side are one. */
  private strings(first: Token): Tree {
    let [value, to] = [first.text, first.to]
    for (; this.token.kind === 'text'; this.at++) [value, to] = [value + this.token.text, this.token.to]
    return { kind: 'constant', value, place: this.place(first.from, to) }
  }

  private group(open: Token): Tree {
    if (this.isSign(')')) throw unknown(this.place(open.from, this.token.to), 'a tuple is not evaluated: write a list in brackets')
    const tree = this.choice()
    if (this.isSign(',')) throw unknown(this.here, 'a tuple is not evaluated: write a list in brackets')
    return { ...tree, place: this.place(open.from, this.expect(')').to) }
  }

  private list(open: Token): Tree {
    const items: Tree[] = []
    while (!this.isSign(']')) {
      items.push(this.choice())
      if (!this.takeSign(',')) break
    }
    return { kind: 'list', items, place: this.place(open.from, this.expect(']').to) }
  }

  private map(open: Token): Tree {
    const entries: [Tree, Tree][] = []
    while (!this.isSign('}')) {
      const key = this.choice()
      this.expect(':')
      entries.push([key, this.choice()])
      if (!this.takeSign(',')) break
    }
    return { kind: 'map', entries, place: this.place(open.from, this.expect('}').to) }
  }

  protected items(tree: Tree): Tree {
    for (let of = tree; ; ) {
      if (this.isSign('(')) throw unknown(this.place(of.place.from, this.token.to), 'a call is not evaluated, neither of a function, a lookup nor a method')
      if (this.takeSign('.')) of = this.dotted(of)
      else if (this.takeSign('[')) of = this.subscript(of)
      else return of
    }
  }

  private dotted(of: Tree): Tree {
    const { kind, text, to } = this.token
    const place = this.here
    if (kind !== 'name' && kind !== 'int') throw this.unexpected()
    this.at++
    return {
      kind: 'item',
      of,
      key: { kind: 'constant', value: kind === 'int' ? BigInt(text) : text, place },
      dotted: true,
      place: this.place(of.place.from, to),
    }
  }

  private subscript(of: Tree): Tree {
    if (this.isSign(':')) throw unknown(this.here, 'a slice is not evaluated')
    const key = this.choice()
    if (this.isSign(':')) throw unknown(this.here, 'a slice is not evaluated')
    return { kind: 'item', of, key, dotted: false, place: this.place(of.place.from, this.expect(']').to) }
  }

  protected filters(tree: Tree): Tree {
    let of = tree
    while (this.takeSign('|')) of = this.filter(of)
    if (this.isName('is')) throw unknown(this.here, 'tests with `is` are not evaluated')
    return of
  }

  private filter(of: Tree): Filtering {
    const name = this.token
    if (name.kind !== 'name') throw this.unexpected()
    this.at++
    if (this.isSign('.') || !isFilter(name.text)) throw unknown(this.place(name.from, name.to), `the filter \`${name.text}\` is not evaluated`)
    const given: Tree[] = []
    const named = new Map<string, Tree>()
    let to = name.to
    if (this.takeSign('(')) {
      while (!this.isSign(')')) {
        if (this.isSign('*') || this.isSign('**')) throw this.unexpected()
        const next = this.tokens[this.at + 1]
        const word = this.token
        if (word.kind === 'name' && next?.kind === 'sign' && next.text === '=') {
          this.at += 2
          named.set(word.text, this.choice())
        } else given.push(this.choice())
        if (!this.takeSign(',')) break
      }
      to = this.expect(')').to
    }
    return { kind: 'filter', name: name.text, of, given, named, place: this.place(of.place.from, to) }
  }
}
