import { isParameter } from '../../catalog/catalog.js'
import type { Entry, Node, ScalarNode } from '../../syntax/node.js'
import { noteNode } from '../reads.js'
import { findSecrets } from '../secrets.js'

/** What one evaluation looked at, as far as its result has to be treated with care. */
export class Trace {
  /** Every scalar of the user's own variables: what they are is shown by what they are for. */
  readonly scalars = new Set<ScalarNode>()
  /** The variables. */
  readonly entries = new Set<Entry>()
  /** What stands for encrypted values that nobody could read: the result is not known either. */
  readonly opaque = new Set<string>()
  private secret = false
  private doubtful = false
  private readonly open = new Set<string>()

  add(entry: Entry): void {
    this.entries.add(entry)
    const secrets = findSecrets({ kind: 'mapping', at: entry.value.at, entries: new Map([[entry.name, entry]]) })
    const hidden = new Set<Node>(secrets)
    if (hidden.size > 0 && entry.value.kind === 'scalar') this.secret = true
    this.visit(entry.value, hidden, !isParameter(entry.name), new Set())
  }

  merge(other: Trace): void {
    for (const node of other.scalars) this.scalars.add(node)
    for (const entry of other.entries) this.entries.add(entry)
    for (const text of other.opaque) this.opaque.add(text)
    this.secret ||= other.secret
    this.doubtful ||= other.doubtful
    for (const text of other.open) this.open.add(text)
  }

  /** Whether a result may hold a credential: it is made of one, or of a list or map with one in it and is none of the harmless words there. */
  isSecret(result: string): boolean {
    return this.secret || (this.doubtful && !this.open.has(result))
  }

  private visit(node: Node, hidden: ReadonlySet<Node>, own: boolean, seen: Set<Node>): void {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'sequence') for (const item of node.items) this.visit(item, hidden, own, seen)
    else if (node.kind === 'mapping') for (const { value } of node.entries.values()) this.visit(value, hidden, own, seen)
    else {
      if (own) this.scalars.add(node)
      if (node.type === 'vault') {
        this.opaque.add(node.text)
        noteNode(node)
      }
      if (hidden.has(node)) this.doubtful = true
      else this.open.add(node.text)
    }
  }
}
