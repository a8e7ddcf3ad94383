import { isParameter, parameters } from '../../catalog/catalog.js'
import type { ObjectName, ObjectSchema } from '../../catalog/object.js'
import { objects } from '../../catalog/objects.js'
import type { Items, Parameter } from '../../catalog/parameter.js'
import { nearest } from '../../inventory/nearest.js'
import { wasRead, wasReadWhole } from '../../inventory/reads.js'
import type { Span } from '../../source/span.js'
import type { Entry, MappingNode, Node } from '../../syntax/node.js'
import type { Piece, Verdict } from './piece.js'

/** What the walk asks about the entries that it meets. */
export interface Questions {
  /** What a variable is good for; undefined where the entry is no variable but holds the inventory together. */
  readonly variable: (entry: Entry) => Verdict | undefined
  /** Whether a section of a group means nothing there. */
  readonly ignored: (entry: Entry) => boolean
}

/** Goes through a document and divides it into pieces; the order is that of the document, what stands inside before what is around it. */
export class Walk {
  readonly pieces: Piece[] = []
  /** Texts of several lines, in which a # begins no comment. */
  readonly texts: Span[] = []
  /** An anchor's node stands in many places; a verdict for each of them once. */
  private readonly seen = new Map<Node, Set<string>>()

  constructor(private readonly questions: Questions) {}

  structure(node: Node): void {
    if (this.again(node, 'structure')) return
    if (node.kind === 'sequence') for (const item of node.items) this.structure(item)
    if (node.kind !== 'mapping') return
    for (const entry of node.entries.values()) this.entry(entry)
    this.replaced(node, '')
  }

  /** A document that nothing reads. */
  unread(root: Node): void {
    for (const entry of root.kind === 'mapping' ? root.entries.values() : []) this.leaf(entry.name, entry, { use: 'unused', reason: 'nothing reads this file' })
  }

  private entry(entry: Entry): void {
    const verdict = this.questions.variable(entry)
    if (verdict !== undefined) this.variable(entry, verdict)
    else if (entry.name === 'ansible_group_priority') this.leaf(entry.name, entry, { use: 'used' })
    else if (this.questions.ignored(entry))
      this.leaf(entry.name, entry, { use: 'unused', reason: 'a group has `vars`, `children` and `hosts`; Ansible ignores other keys' })
    else {
      this.structure(entry.value)
      this.around(entry.name, entry, { use: 'structure' })
    }
  }

  private variable(entry: Entry, verdict: Verdict): void {
    const parameter: Parameter | undefined = isParameter(entry.name) ? parameters[entry.name] : undefined
    const schema = schemaOf(parameter?.items)
    if (verdict.use !== 'used' && verdict.use !== 'checked') this.leaf(entry.name, entry, verdict)
    else if (entry.name === 'pg_instances') this.instances(entry, verdict)
    else if (schema === undefined || wasReadWhole(entry.value.at)) this.leaf(entry.name, entry, verdict)
    else this.holder(entry.name, entry, schema, verdict)
  }

  /** Port to variables: these are variables like those of a host. */
  private instances({ name, key, value }: Entry, verdict: Verdict): void {
    for (const port of value.kind === 'mapping' ? value.entries.values() : []) {
      this.structure(port.value)
      this.around(`${name}[${port.name}]`, port, verdict)
    }
    this.around(name, { name, key, value }, verdict)
  }

  /** A list or a map of objects. */
  private holder(name: string, entry: Entry, schema: ObjectSchema, verdict: Verdict): void {
    const { value } = entry
    if (value.kind === 'sequence') for (const [index, item] of value.items.entries()) this.object(`${name}[${index}]`, item, schema, verdict)
    else if (value.kind === 'mapping')
      for (const item of value.entries.values()) {
        const what = `${name}.${item.name}`
        if (!wasRead(item.value.at)) this.leaf(what, item, unread(schema))
        else {
          this.object(what, item.value, schema, verdict)
          this.around(what, item, verdict)
        }
      }
    else this.mark(name, entry.key.at, [value.at], verdict)
    if (value.kind === 'mapping') this.replaced(value, name)
    this.around(name, entry, verdict)
  }

  private object(name: string, node: Node, schema: ObjectSchema, verdict: Verdict): void {
    const read = wasRead(node.at)
    if (this.again(node, read ? verdict.use : 'unread')) return
    if (!read || node.kind !== 'mapping') {
      this.plain(name, node, read ? verdict : unread(schema))
      return
    }
    for (const entry of node.entries.values()) this.attribute(`${name}.${entry.name}`, entry, schema, verdict)
    this.replaced(node, name)
    this.mark(name, node.at, [node.at], verdict, false)
  }

  private attribute(name: string, entry: Entry, schema: ObjectSchema, verdict: Verdict): void {
    const attribute = Object.hasOwn(schema.attributes, entry.name) ? schema.attributes[entry.name] : undefined
    const inner = schemaOf(attribute?.items)
    if (!wasRead(entry.value.at))
      this.leaf(name, entry, attribute === undefined ? strange(schema, entry.name) : { use: 'unused', reason: 'nothing here reads this attribute' })
    else if (inner === undefined || wasReadWhole(entry.value.at)) this.leaf(name, entry, verdict)
    else this.holder(name, entry, inner, verdict)
  }

  private replaced({ replaced = [], entries }: MappingNode, name: string): void {
    for (const entry of replaced) {
      const by = entries.get(entry.name)
      this.leaf(name === '' ? entry.name : `${name}.${entry.name}`, entry, { use: 'unused', reason: `replaced by ${by?.key.at} in the same map` })
    }
  }

  /** An entry that is one piece with all that is in it. */
  private leaf(name: string, { key, value }: Entry, verdict: Verdict): void {
    this.mark(name, key.at, [key.at, ...own(key.at, value)], verdict)
    this.multiline(value)
  }

  /** The same for an item of a list. */
  private plain(name: string, node: Node, verdict: Verdict): void {
    this.mark(name, node.at, [node.at], verdict, false)
    this.multiline(node)
  }

  /** What is left of an entry when the pieces in it have taken theirs. */
  private around(name: string, { key, value }: Entry, verdict: Verdict): void {
    this.mark(name, key.at, [key.at, ...own(key.at, value)], verdict)
  }

  private mark(name: string, at: Span, extent: readonly Span[], verdict: Verdict, keyed = true): void {
    this.pieces.push({ name, at, extent, ...(keyed ? { key: at } : {}), ...verdict })
  }

  private multiline(node: Node): void {
    if (this.again(node, 'text')) return
    if (node.kind === 'scalar') this.texts.push(node.at)
    else for (const child of node.kind === 'sequence' ? node.items : [...node.entries.values()].map(({ value }) => value)) this.multiline(child)
  }

  private again(node: Node, as: string): boolean {
    const before = this.seen.get(node) ?? new Set()
    this.seen.set(node, before)
    if (before.has(as)) return true
    before.add(as)
    return false
  }
}

/** The value's place, unless it is an alias: then it stands at its anchor. */
function own(key: Span, { at }: Node): Span[] {
  return at.source === key.source && at.start >= key.end ? [at] : []
}

function schemaOf(items: Items | undefined): ObjectSchema | undefined {
  return items !== undefined && Object.hasOwn(objects, items) ? objects[items as ObjectName] : undefined
}

function unread({ title }: ObjectSchema): Verdict {
  return { use: 'unused', reason: `nothing here reads this ${title.charAt(0).toLowerCase()}${title.slice(1)}` }
}

function strange(schema: ObjectSchema, name: string): Verdict {
  const former = schema.legacy !== undefined && Object.hasOwn(schema.legacy, name) ? schema.legacy[name] : undefined
  const guess = former === undefined ? nearest(name, Object.keys(schema.attributes)) : undefined
  const advice = former?.message.replace(/\.$/, '') ?? (guess === undefined ? undefined : `did you mean ${guess}?`)
  return { use: 'unused', reason: `nothing reads an attribute of this name${advice === undefined ? '' : `; ${advice}`}` }
}
