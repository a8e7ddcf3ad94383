import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import type { Entry, Node, ScalarNode } from './node.js'
import { maximumDepth } from './tokens.js'

/** A key that a map repeats. */
export interface RepeatedKey {
  readonly first: Entry
  readonly again: Entry
}

/**
 * The document of a text that is JSON, as Python's json module reads it (also NaN and Infinity); undefined where the text is none, or nests deeper than
 * anything that is read. Ansible tries this before YAML: 1e3 is a number here, and text there. `repeated` gets the keys of which the last one counts.
 */
export function readJson(source: Source, repeated: RepeatedKey[] = []): Node | undefined {
  if (!/^[ \t\r\n]*[[{]/.test(source.text)) return undefined
  const reader = new Reader(source, repeated)
  try {
    return reader.whole()
  } catch (error) {
    if (error === notJson) return undefined
    throw error
  }
}

/** Thrown to leave a text that is no JSON from any depth; never reaches a caller. */
const notJson = new Error('not JSON')

const number = /-?(?:0|[1-9][0-9]*)(?<fraction>\.[0-9]+)?(?<exponent>[eE][-+]?[0-9]+)?/y
const string = /"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"/y
const blanks = /[ \t\r\n]*/y

const words: Readonly<Record<string, Pick<ScalarNode, 'value' | 'type'>>> = {
  true: { value: true, type: 'bool' },
  false: { value: false, type: 'bool' },
  null: { value: null, type: 'null' },
  NaN: { value: Number.NaN, type: 'float' },
  Infinity: { value: Number.POSITIVE_INFINITY, type: 'float' },
  '-Infinity': { value: Number.NEGATIVE_INFINITY, type: 'float' },
}

class Reader {
  private offset = 0
  private depth = 0

  constructor(
    private readonly source: Source,
    private readonly repeated: RepeatedKey[],
  ) {}

  whole(): Node {
    this.match(blanks)
    const node = this.value()
    if (this.offset < this.source.text.length) throw notJson
    return node
  }

  /** A value and the blanks behind it. */
  private value(): Node {
    if (++this.depth > maximumDepth) throw notJson
    const sign = this.source.text.charAt(this.offset)
    const node = sign === '{' ? this.mapping() : sign === '[' ? this.sequence() : sign === '"' ? this.string() : this.atom()
    this.depth--
    this.match(blanks)
    return node
  }

  private mapping(): Node {
    const from = this.offset
    const entries = new Map<string, Entry>()
    this.items('}', () => {
      if (this.source.text.charAt(this.offset) !== '"') throw notJson
      const key = this.string()
      this.match(blanks)
      this.skip(':')
      const entry = { name: key.text, key, value: this.value() }
      const first = entries.get(key.text)
      if (first !== undefined) this.repeated.push({ first, again: entry })
      entries.set(key.text, entry)
    })
    return { kind: 'mapping', at: this.since(from), entries }
  }

  private sequence(): Node {
    const from = this.offset
    const items: Node[] = []
    this.items(']', () => items.push(this.value()))
    return { kind: 'sequence', at: this.since(from), items }
  }

  private items(closing: string, read: () => void): void {
    this.offset++
    this.match(blanks)
    if (this.source.text.charAt(this.offset) !== closing)
      for (;;) {
        read()
        if (this.source.text.charAt(this.offset) !== ',') break
        this.skip(',')
      }
    if (this.source.text.charAt(this.offset) !== closing) throw notJson
    this.offset++
  }

  private string(): ScalarNode {
    const from = this.offset
    const written = this.match(string)
    if (written === '') throw notJson
    const text: string = JSON.parse(written)
    return { kind: 'scalar', at: this.since(from), value: text, type: 'string', text }
  }

  private atom(): ScalarNode {
    const from = this.offset
    for (const [word, meaning] of Object.entries(words))
      if (this.source.text.startsWith(word, from)) {
        this.offset += word.length
        return { kind: 'scalar', at: this.since(from), ...meaning, text: meaning.value === null ? '' : word }
      }
    number.lastIndex = from
    const match = number.exec(this.source.text)
    if (match === null) throw notJson
    this.offset = number.lastIndex
    const [text] = match
    const isInt = match.groups?.fraction === undefined && match.groups?.exponent === undefined
    const value = isInt ? Number(text) + 0 : Number(text)
    const exact = isInt && !Number.isSafeInteger(value) ? String(BigInt(text)) : value
    return { kind: 'scalar', at: this.since(from), value: exact, type: isInt ? 'int' : 'float', text }
  }

  private since(from: number): Span {
    return new Span(this.source, from, this.offset)
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.offset
    const [found = ''] = pattern.exec(this.source.text) ?? []
    this.offset += found.length
    return found
  }

  private skip(sign: string): void {
    if (this.source.text.charAt(this.offset) !== sign) throw notJson
    this.offset++
    this.match(blanks)
  }
}
