import type { Span } from '../source/span.js'
import type { Entry, Node, Scalar, ScalarNode } from './node.js'
import { readPythonNumber } from './python-number.js'
import { type PythonString, readPythonString } from './python-string.js'

/** What a text means as a Python literal: a node, `text` where it is none and stands for itself, or the reason why it can be no value at all. */
export type Literal = { readonly node: Node } | 'text' | { readonly problem: string }

/**
 * Reads a value as Ansible's INI inventories do, by Python's `ast.literal_eval`: numbers, quoted strings, True, False, None, lists, tuples (which become
 * lists) and dictionaries. Whatever Python cannot read as one is plain text. `more` are words that mean a value, too. `place` gives the span of a stretch of the text.
 */
export function readPythonLiteral(
  text: string,
  place: (from: number, to: number) => Span,
  more: ReadonlyMap<string, ScalarNode['value']> = new Map(),
): Literal {
  if (text.includes('\0')) return 'text'
  const reader = new Reader(text, place, more)
  try {
    const node = reader.whole()
    return reader.problem === undefined ? { node } : { problem: reader.problem }
  } catch (error) {
    if (error === notLiteral) return 'text'
    throw error
  }
}

/** Thrown to leave a text that is no literal from any depth; never reaches a caller. */
const notLiteral = new Error('not a literal')

const words: ReadonlyMap<string, ScalarNode['value']> = new Map<string, ScalarNode['value']>([
  ['True', true],
  ['False', false],
  ['None', null],
])

const deepest = 100

class Reader {
  /** Why the literal is none that a variable can have. What is no literal at all is plain text even so. */
  problem: string | undefined
  private offset = 0
  private depth = 0
  /** Collections that are no key of a dictionary and no member of a set. */
  private readonly unhashable = new WeakSet<Node>()

  constructor(
    private readonly text: string,
    private readonly place: (from: number, to: number) => Span,
    private readonly more: ReadonlyMap<string, ScalarNode['value']>,
  ) {}

  whole(): Node {
    this.blank()
    const from = this.offset
    const first = this.value()
    const node = this.peek() === ',' ? this.tuple(from, first, '') : first
    if (this.offset < this.text.length) throw notLiteral
    return node
  }

  private value(): Node {
    if (++this.depth > deepest) this.problem ??= `has more than ${deepest} brackets inside each other`
    if (this.depth > deepest * 2) throw notLiteral
    const node = this.unit()
    this.depth--
    this.blank()
    return node
  }

  private unit(): Node {
    const sign = this.peek()
    if (sign === '(') return this.parenthesis()
    if (sign === '[') return this.list()
    if (sign === '{') return this.braces()
    if (sign === '+' || sign === '-') return this.signed()
    const string = readPythonString(this.text, this.offset)
    if (string !== undefined) return this.strings(string)
    const word = /^[A-Za-z_]\w*/.exec(this.text.slice(this.offset, this.offset + 64))?.[0]
    if (word !== undefined) return this.word(word)
    if (this.text.startsWith('...', this.offset)) return this.unfit('...', 'Python calls Ellipsis')
    return this.number('')
  }

  private number(sign: '' | '-'): Node {
    const number = readPythonNumber(this.text, this.offset)
    if (number === undefined) throw notLiteral
    const from = this.offset
    this.offset = number.end
    if (number.type === 'imaginary') this.problem ??= 'is an imaginary number in Python: put it in quotes within quotes to make it text'
    const type = number.type === 'int' ? 'int' : 'float'
    return this.scalar(from, sign === '' ? number.value : negated(number.value, type), type)
  }

  private signed(): Node {
    const from = this.offset
    const sign = this.text.charAt(this.offset++)
    this.blank()
    let closing = 0
    for (; this.peek() === '('; closing++) this.skip()
    const node = this.number(sign === '-' ? '-' : '')
    for (this.blank(); closing > 0; closing--) this.expect(')')
    return { ...node, at: this.place(from, this.offset) }
  }

  private word(word: string): Node {
    const from = this.offset
    this.offset += word.length
    const value = (words.has(word) ? words : this.more).get(word)
    if (value !== undefined) return this.scalar(from, value, value === null ? 'null' : 'bool')
    if (word === 'set' && /^\s*\(\s*\)/.test(this.text.slice(this.offset))) {
      this.offset = this.text.indexOf(')', this.offset) + 1
      this.problem ??= 'is a set in Python, which no variable can be: write a list'
      return this.scalar(from, null, 'null')
    }
    throw notLiteral
  }

  /** Literals beside each other are one. */
  private strings(first: PythonString): Node {
    const from = this.offset
    let text = ''
    for (let next: PythonString | undefined = first; next !== undefined; next = readPythonString(this.text, this.offset)) {
      if (next.end === undefined || next.bytes !== first.bytes) throw notLiteral
      text += next.value
      this.offset = next.end
      this.blank()
    }
    if (first.bytes) this.problem ??= 'is a byte string in Python, which no variable can be: leave out the b'
    return this.scalar(from, text, 'string')
  }

  private parenthesis(): Node {
    const from = this.offset
    this.skip()
    if (this.peek() === ')') return this.sequence(from, [], ')', true)
    const first = this.value()
    if (this.peek() === ',') return this.tuple(from, first, ')')
    this.expect(')', false)
    return first
  }

  private tuple(from: number, first: Node, closing: string): Node {
    const items = [first]
    while (this.peek() === ',') {
      this.skip()
      if (this.peek() === closing) break
      items.push(this.value())
    }
    return this.sequence(from, items, closing, !items.some((item) => this.unhashable.has(item)))
  }

  private list(): Node {
    const from = this.offset
    this.skip()
    return this.sequence(from, this.items(']'), ']', false)
  }

  private items(closing: string): Node[] {
    const items: Node[] = []
    while (this.peek() !== closing) {
      items.push(this.value())
      if (this.peek() !== ',') break
      this.skip()
    }
    return items
  }

  private sequence(from: number, items: readonly Node[], closing: string, hashable: boolean): Node {
    if (closing !== '') this.expect(closing, false)
    const node: Node = { kind: 'sequence', at: this.place(from, this.offset), items }
    if (!hashable) this.unhashable.add(node)
    return node
  }

  /** A dictionary, or a set. */
  private braces(): Node {
    const from = this.offset
    this.skip()
    const entries = new Map<string, Entry>()
    while (this.peek() !== '}') {
      const key = this.value()
      if (this.peek() === ':') {
        this.skip()
        const value = this.value()
        this.hash(key)
        if (key.kind === 'scalar') entries.set(keyName(key), { name: keyName(key), key, value })
        else this.problem ??= 'has a list for a key, which no variable can have'
      } else {
        this.hash(key)
        this.problem ??= 'is a set in Python, which no variable can be: write a list in [ ]'
      }
      if (this.peek() !== ',') break
      this.skip()
    }
    this.expect('}', false)
    const node: Node = { kind: 'mapping', at: this.place(from, this.offset), entries }
    this.unhashable.add(node)
    return node
  }

  private hash(node: Node): void {
    if (this.unhashable.has(node)) this.problem = 'has a list or map where Python takes none: quote a template in {{ }} twice, as in "\'{{ name }}\'"'
  }

  private unfit(written: string, what: string): Node {
    const from = this.offset
    this.offset += written.length
    this.problem ??= `is what ${what}, which no variable can be`
    return this.scalar(from, null, 'null')
  }

  private scalar(from: number, value: Scalar, type: ScalarNode['type']): ScalarNode {
    return { kind: 'scalar', at: this.place(from, this.offset), value, type, text: value === null ? '' : String(value) }
  }

  private peek(): string {
    return this.text.charAt(this.offset)
  }

  /** One character and the blanks behind it. */
  private skip(): void {
    this.offset++
    this.blank()
  }

  private expect(sign: string, blanks = true): void {
    if (this.peek() !== sign) throw notLiteral
    this.offset++
    if (blanks) this.blank()
  }

  private blank(): void {
    const match = /^(?:[ \t\f\r\n]|#[^\n]*)+/.exec(this.text.slice(this.offset))
    this.offset += match?.[0].length ?? 0
  }
}

/** Only a float has a negative zero. */
function negated(value: number | string, type: 'int' | 'float'): number | string {
  if (typeof value === 'string') return `-${value}`
  return value === 0 && type === 'int' ? 0 : -value
}

/** A key as JSON writes it. */
function keyName(key: ScalarNode): string {
  return key.type === 'null' ? 'null' : key.text
}
