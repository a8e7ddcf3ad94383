import { Alias, type Node as ParsedNode, Scalar as ParsedScalar, YAMLMap, YAMLSeq } from 'yaml'
import { invariant } from '../diagnostics/invariant.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { syntaxCodes } from './codes.js'
import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from './node.js'
import { Pairs } from './pairs.js'
import { type Resolved, resolvePlain, resolveTagged } from './scalar.js'
import { type Decrypt, opaqueText, openVault } from './vault.js'

const coreTag = 'tag:yaml.org,2002:'
const scalarTags = ['str', 'int', 'float', 'bool', 'null', 'timestamp'].map((name) => coreTag + name)
const vaultTags = ['!vault', '!vault-encrypted']

/** The tags that can be read; each other one is an unknown tag. */
export const knownTags: ReadonlySet<string> = new Set(['!', '!unsafe', `${coreTag}map`, `${coreTag}seq`, ...vaultTags, ...scalarTags])

/** Turns one parsed document into our nodes: resolves scalars, aliases and merge keys in the order of the text. */
export class Builder {
  /** A symbol stands for an anchor whose node is still being read. */
  private readonly anchors = new Map<string, Node | symbol>()

  constructor(
    private readonly source: Source,
    private readonly sink: Sink,
    private readonly decrypt: Decrypt | undefined,
  ) {}

  build(node: ParsedNode): Node {
    if (node instanceof Alias) return this.alias(node)
    const anchor = node.anchor
    if (anchor === undefined) return this.value(node)
    if (this.anchors.has(anchor)) this.sink.report(syntaxCodes['yaml-alias'], this.span(node), 'there is an anchor of this name already: give this one another')
    const open = Symbol(anchor)
    this.anchors.set(anchor, open)
    const built = this.value(node)
    if (this.anchors.get(anchor) === open) this.anchors.set(anchor, built)
    return built
  }

  private value(node: ParsedNode): Node {
    if (node instanceof ParsedScalar) return this.scalar(node, false)
    if (node.tag !== undefined && (scalarTags.includes(node.tag) || vaultTags.includes(node.tag)))
      this.sink.report(syntaxCodes['yaml-scalar'], this.span(node), `${shortTag(node.tag)} belongs before a scalar, not before a list or mapping`)
    invariant(node instanceof YAMLMap || node instanceof YAMLSeq, 'a YAML node is an alias, a scalar, a mapping or a sequence')
    const collection = node instanceof YAMLMap ? this.mapping(node) : this.sequence(node)
    return node.tag === '!unsafe' ? withoutTemplates(collection) : collection
  }

  private alias(node: Alias): Node {
    const target = this.anchors.get(node.source)
    if (target !== undefined && typeof target !== 'symbol') return target
    const at = this.span(node)
    const message =
      target === undefined
        ? 'there is no such anchor before this alias: define it above, or quote a text that begins with *'
        : 'this alias stands inside its own anchor: a value cannot contain itself'
    this.sink.report(syntaxCodes['yaml-alias'], at, message)
    return { kind: 'scalar', at, value: null, type: 'null', text: '' }
  }

  private scalar(node: ParsedScalar, isKey: boolean): ScalarNode {
    const text = node.source ?? ''
    const at = this.span(node)
    if (node.tag !== undefined && vaultTags.includes(node.tag)) return this.vault(text, at)
    const plain = node.type === 'PLAIN'
    const resolved = resolve(node.tag, plain, text)
    const unsafe = node.tag === '!unsafe' ? { unsafe: true as const } : {}
    if (resolved !== undefined) return { kind: 'scalar', at, value: resolved.value, type: resolved.type, text, ...unsafe }
    if (!(isKey && text === '=')) this.sink.report(syntaxCodes['yaml-scalar'], at, unreadable(node.tag, text))
    return { kind: 'scalar', at, value: text, type: 'string', text }
  }

  /** What a vault holds is always a text. */
  private vault(vault: string, at: Span): ScalarNode {
    const text = openVault(vault, at, this.sink, this.decrypt)
    return text === undefined ? opaqueScalar(vault, at) : { kind: 'scalar', at, value: text, type: 'string', text, encrypted: true }
  }

  private sequence(node: YAMLSeq): SequenceNode {
    const items: Node[] = []
    for (const item of node.items) items.push(this.build(item as ParsedNode))
    return { kind: 'sequence', at: this.span(node), items }
  }

  private mapping(node: YAMLMap): MappingNode {
    const pairs = new Pairs()
    for (const pair of node.items) {
      const written = pair.key as ParsedNode
      if (written instanceof ParsedScalar && written.source === '<<' && written.type === 'PLAIN' && written.tag === undefined) {
        this.merge(pair.value as ParsedNode | null, written, pairs)
        continue
      }
      const key = written instanceof ParsedScalar && written.anchor === undefined ? this.scalar(written, true) : this.build(written)
      const value = pair.value === null ? this.absent(key) : this.build(pair.value as ParsedNode)
      if (key.kind === 'scalar') pairs.put(key, value)
      else this.complexKey(written)
    }
    return pairs.mapping(this.span(node), (first, { name, key }) =>
      this.sink.report(syntaxCodes['yaml-duplicate-key'], key.at, `the key "${name}" is in this mapping already; the last one counts`, {
        related: [{ at: first.key.at, message: 'the first one' }],
      }),
    )
  }

  /** What one `<<` brings. */
  private merge(value: ParsedNode | null, key: ParsedNode, into: Pairs): void {
    const node = value === null ? undefined : this.build(value)
    into.merge(node, (from) => {
      // An alias that leads nowhere was reported already.
      if (!(value instanceof Alias && from?.at.start === value.range?.[0]))
        this.sink.report(
          syntaxCodes['yaml-merge'],
          from?.at ?? this.span(key),
          'the merge key << takes a mapping or a list of mappings, mostly aliases such as *name',
        )
    })
  }

  private complexKey(key: ParsedNode): void {
    const at = this.span(key)
    const template = this.source.text.startsWith('{', at.start) && this.source.text[at.start - 1] === '{'
    const message = template ? 'a template in {{ }} must be quoted' : 'a list or mapping cannot be a key: use a string'
    this.sink.report(syntaxCodes['yaml-complex-key'], at, message)
  }

  /** The value of a key without a colon, as in `{a, b}`. */
  private absent(key: Node): ScalarNode {
    return { kind: 'scalar', at: new Span(this.source, key.at.end, key.at.end), value: null, type: 'null', text: '' }
  }

  private span(node: ParsedNode): Span {
    return new Span(this.source, rangeOf(node)[0], endOf(node))
  }
}

/** Behind a node as it is written. A block collection ends where its last value does: comments and line ends behind that are no part of it. */
function endOf(node: ParsedNode): number {
  if (node instanceof YAMLMap && node.flow !== true) {
    const last = node.items.at(-1)
    return last === undefined ? rangeOf(node)[1] : endOf((last.value ?? last.key) as ParsedNode)
  }
  if (node instanceof YAMLSeq && node.flow !== true) return node.items.length === 0 ? rangeOf(node)[1] : endOf(node.items.at(-1) as ParsedNode)
  return rangeOf(node)[1]
}

function rangeOf({ range }: ParsedNode): readonly [number, number, number] {
  invariant(range !== null && range !== undefined, 'a parsed YAML node has a range')
  return range
}

/** What stands below `!unsafe`, all of it no template. */
function withoutTemplates(node: Node): Node {
  if (node.kind === 'scalar') return { ...node, unsafe: true }
  if (node.kind === 'sequence') return { ...node, items: node.items.map(withoutTemplates) }
  return { ...node, entries: new Map([...node.entries].map(([name, entry]): [string, Entry] => [name, { ...entry, value: withoutTemplates(entry.value) }])) }
}

/** What stands for a vault that nobody could read. */
export function opaqueScalar(vault: string, at: Span): ScalarNode {
  const text = opaqueText(vault)
  return { kind: 'scalar', at, value: text, type: 'vault', text, encrypted: true }
}

function resolve(tag: string | undefined, plain: boolean, text: string): Resolved | undefined {
  if (tag === undefined) return plain ? resolvePlain(text) : { value: text, type: 'string' }
  if (tag.startsWith(coreTag) && knownTags.has(tag)) return resolveTagged(tag.slice(coreTag.length), text)
  return { value: text, type: 'string' }
}

/** Says why a scalar cannot be read, without its text: that could be a secret. */
function unreadable(tag: string | undefined, text: string): string {
  if (tag !== undefined) return `the value does not fit its tag ${shortTag(tag)}`
  if (text === '=' || text === '<<') return `a plain ${text} has a meaning of its own in YAML 1.1: quote it`
  if (/^[0-9]{4}-/.test(text)) return 'this looks like a date, but there is no such day or time: correct it, or quote it to make it a string'
  return 'this looks like a number, but it has no digits after its prefix: complete it, or quote it to make it a string'
}

function shortTag(tag: string): string {
  return tag.startsWith(coreTag) ? `!!${tag.slice(coreTag.length)}` : tag
}
