import type { Related } from '../../diagnostics/diagnostic.js'
import type { Sink } from '../../diagnostics/sink.js'
import { childrenOf, type Entry, type Node, type ScalarNode } from '../../syntax/node.js'
import { opaqueText } from '../../syntax/vault.js'
import { codes } from '../codes.js'
import { concealSecrets } from '../conceal.js'
import { isCatalogueWord, isSecretName } from '../secrets.js'
import type { Scope } from './scope.js'
import { isTemplate, readTemplate } from './template.js'
import { toNode } from './to-node.js'
import type { Trace } from './trace.js'
import { Trouble, type TroubleCode } from './trouble.js'

/** The shortest text that is hidden wherever a message has it. */
const shortest = 6

const templated = new WeakMap<Node, boolean>()

/** Whether a value holds expressions anywhere. */
export function hasTemplates(node: Node): boolean {
  if (node.kind === 'scalar') return isTemplate(node)
  let known = templated.get(node)
  if (known === undefined) {
    known = childrenOf(node).some(hasTemplates)
    templated.set(node, known)
  }
  return known
}

/** The words in the expressions of a value: what may be the name of a variable. */
export function wordsOf(node: Node): string[] {
  const seen = new Set<Node>()
  const visit = (each: Node): string[] => {
    if (seen.has(each) || !hasTemplates(each)) return []
    seen.add(each)
    return each.kind === 'scalar' ? (each.text.match(/[A-Za-z_]\w*/g) ?? []) : childrenOf(each).flatMap(visit)
  }
  return visit(node)
}

/** Reports what is not understood in the expressions of a value, whatever their variables are. */
export function checkTemplates({ name, value }: Pick<Entry, 'name' | 'value'>, sink: Sink, above = false, seen = new Map<Node, Set<boolean>>()): void {
  const secret = above || isSecretName(name)
  const before = seen.get(value) ?? new Set()
  if (!hasTemplates(value) || before.has(secret)) return
  seen.set(value, before.add(secret))
  if (value.kind === 'sequence') for (const item of value.items) checkTemplates({ name, value: item }, sink, secret, seen)
  else if (value.kind === 'mapping') for (const entry of value.entries.values()) checkTemplates(entry, sink, secret, seen)
  else if (isTemplate(value))
    try {
      readTemplate(value)
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble
      sink.report(codes[trouble.code], trouble.at, secret ? discreet[trouble.code] : trouble.message)
    }
}

/** Of a credential no message repeats a word: a password may well look like an expression. */
const discreet: Readonly<Record<TroubleCode, string>> = {
  'value-expression': 'what looks like an expression here is not evaluated',
  'expression-undefined': 'a variable or key in this expression does not exist',
  'expression-cycle': 'this value is made of itself',
  'expression-fails': 'this expression has no value',
}

/** Replaces expressions by their values in one scope. */
export class Settler {
  /** Whether an expression has no value. An item of a list that holds it is left out; anything else that holds it stays as it is written. */
  failed = false
  /** Whether a credential came to where none is meant to be. */
  private tainted = false
  /** The variables that the expressions look at. */
  readonly used = new Set<Entry>()
  private readonly done = { secret: new Map<Node, Node | undefined>(), open: new Map<Node, Node | undefined>() }

  constructor(
    private readonly name: string,
    private readonly scope: Scope,
    private readonly sink: Sink,
    private readonly reports: boolean,
  ) {}

  settle(entry: Entry): Entry {
    const settled = { ...entry, value: this.node(entry.value, isSecretName(entry.name)) ?? entry.value }
    if (this.tainted) concealSecrets({ kind: 'mapping', at: entry.value.at, entries: new Map([[entry.name, settled]]) }, this.sink)
    return settled
  }

  /** An anchor's node is settled once, wherever it stands. */
  private node(node: Node, secret: boolean): Node | undefined {
    if (!hasTemplates(node)) return node
    const known = secret ? this.done.secret : this.done.open
    if (!known.has(node)) known.set(node, this.anew(node, secret))
    return known.get(node)
  }

  private anew(node: Node, secret: boolean): Node | undefined {
    if (node.kind === 'scalar') return this.scalar(node, secret)
    if (node.kind === 'sequence') return { ...node, items: node.items.flatMap((item) => this.node(item, secret) ?? []) }
    const entries = new Map<string, Entry>()
    for (const [name, entry] of node.entries) {
      const value = this.node(entry.value, secret || isSecretName(name))
      if (value !== undefined) entries.set(name, { ...entry, value })
    }
    return entries.size === node.entries.size ? { ...node, entries } : undefined
  }

  private scalar(node: ScalarNode, secret: boolean): Node | undefined {
    const outcome = this.scope.read(node)
    const { trace } = outcome
    for (const entry of trace.entries) this.used.add(entry)
    if (secret) this.conceal(trace)
    if (trace.opaque.size > 0) return this.opaque(node, trace)
    if ('value' in outcome)
      return toNode(outcome.value, node.at, (text) => {
        const isSecret = !secret && trace.isSecret(text)
        this.tainted ||= isSecret
        return isSecret
      })
    // The variable may be in a file that nobody could decrypt.
    if (outcome.trouble.code === 'expression-undefined' && this.sink.hasGap) return this.opaque(node, trace)
    this.failed = true
    if (this.reports) this.report(outcome.trouble, node, secret)
    return undefined
  }

  /** What a credential is made of is one, whatever it is called. */
  private conceal({ scalars }: Trace): void {
    const texts = [...scalars].map(({ text }) => text.trim()).filter((text) => text.length >= shortest && !isCatalogueWord(text))
    this.sink.conceal(
      [...scalars].map(({ at }) => at),
      texts,
    )
  }

  /** Nobody knows what follows from a value that cannot be read. */
  private opaque(node: ScalarNode, { opaque }: Trace): ScalarNode {
    const text = opaqueText([node.text, ...opaque].join('\n'))
    this.sink.overlook(node.at)
    return { kind: 'scalar', at: node.at, value: text, type: 'vault', text, encrypted: true }
  }

  private report(trouble: Trouble, node: ScalarNode, secret: boolean): void {
    const related: Related[] = []
    if (trouble.place.node !== node) related.push({ at: node.at, message: `${this.name} needs it` })
    if (trouble.code === 'expression-undefined' && this.scope.host !== undefined)
      related.push({ at: this.scope.host.at, message: `host ${this.scope.host.name}, which needs it` })
    const message = secret && trouble.place.node === node ? discreet[trouble.code] : trouble.message
    this.sink.report(codes[trouble.code], trouble.at, message, { related })
  }
}
