import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import { LivingSource } from '../syntax/living-source.js'
import { childrenOf, type Node, type ScalarNode } from '../syntax/node.js'
import { divide, type Placing, unplaced } from './portions.js'
import { piecesOf, tellingParts } from './secret-pieces.js'
import { findSecrets, isCatalogueName, isCatalogueSecret } from './secrets.js'

/** What is to be hidden of a document or a part of it. */
interface Portion {
  /** Of the credentials. */
  readonly places: readonly Span[]
  readonly encrypted: boolean
  /** Texts that no message may repeat, unless they stand somewhere in clear. */
  readonly pieces: readonly string[]
  /** What shows that a file has a credential in a place that is none; the same. */
  readonly telling: readonly string[]
  /** Texts that stand there in clear. */
  readonly open: ReadonlySet<string>
}

/**
 * Hides the credentials of a document: no report shows their places, no message repeats their texts. Where one stands in a file that is
 * meant for everybody, as one in a line of a crontab or an encrypted value of any parameter may, that file is no longer for everybody.
 * Returns whether something in it is encrypted.
 */
export function concealSecrets(root: Node, sink: Sink): boolean {
  const secrets = findSecrets(root)
  if (secrets.length === 0) return false
  const portion = portionOf(root, secrets)
  return hide([portion], (text) => portion.open.has(text), sink)
}

/** The same of a document that is read again and again: only what is new in it is looked at. */
export function concealDocument(root: Node, sink: Sink): boolean {
  const { source } = root.at
  if (!(source instanceof LivingSource && source.isTree)) return concealSecrets(root, sink)
  let lasting = known.get(source)
  if (lasting === undefined) {
    lasting = new Lasting()
    known.set(source, lasting)
  }
  return lasting.conceal(root, sink)
}

/** The portions of a document from run to run. */
class Lasting {
  private readonly portions = new WeakMap<Node, Portion>()
  private present: ReadonlySet<Portion> = new Set()
  /** In how many portions a text stands in clear. */
  private readonly open = new Map<string, number>()

  conceal(root: Node, sink: Sink): boolean {
    const now = new Set<Portion>()
    const names = new Set<string>()
    divide(
      root,
      (node, placing) => now.add(this.portion(node, placing)),
      ({ key, name }, swallowed) => {
        if (swallowed) now.add({ places: [key.at], encrypted: false, pieces: piecesOf(key.text), telling: [], open: new Set() })
        else names.add(name)
      },
    )
    for (const portion of now) if (!this.present.has(portion)) this.count(portion, 1)
    for (const portion of this.present) if (!now.has(portion)) this.count(portion, -1)
    this.present = now
    return hide([...now], (text) => this.open.has(text) || names.has(text), sink)
  }

  /** A node stands in one place as long as it lives, and what is below other keys is another node. */
  private portion(node: Node, placing: Placing): Portion {
    let portion = this.portions.get(node)
    if (portion === undefined) {
      portion = portionOf(node, findSecrets(node, placing.secret), placing)
      // What is a key depends on the characters around it where there is nothing behind it.
      if (!hasGap(node)) this.portions.set(node, portion)
    }
    return portion
  }

  private count({ open }: Portion, by: 1 | -1): void {
    for (const text of open) {
      const count = (this.open.get(text) ?? 0) + by
      if (count === 0) this.open.delete(text)
      else this.open.set(text, count)
    }
  }
}

const known = new WeakMap<LivingSource, Lasting>()

function hide(portions: readonly Portion[], isOpen: (text: string) => boolean, sink: Sink): boolean {
  const withSecrets = portions.filter(({ places }) => places.length > 0)
  const hidden = (text: string): boolean => !isOpen(text)
  sink.conceal(
    withSecrets.flatMap(({ places }) => places),
    withSecrets.flatMap(({ pieces }) => pieces.filter(hidden)),
    withSecrets.flatMap(({ telling }) => telling.filter(hidden)),
  )
  return withSecrets.some(({ encrypted }) => encrypted)
}

function portionOf(root: Node, secrets: readonly ScalarNode[], placing = unplaced): Portion {
  const { open, stray } = sortOut(root, new Set(secrets), placing)
  return {
    places: secrets.map(({ at }) => at),
    encrypted: secrets.some(({ encrypted }) => encrypted === true),
    pieces: secrets.flatMap(({ text }) => piecesOf(text)),
    telling: stray.flatMap(tellingParts),
    open,
  }
}

/**
 * Texts that are in the document in clear, too, and the credentials that stand anywhere else than where the catalogue wants one. What a variable that
 * nobody knows holds is no text in clear: more likely somebody wrote a credential down a second time.
 */
function sortOut(root: Node, secrets: ReadonlySet<Node>, placing: Placing): { readonly open: ReadonlySet<string>; readonly stray: readonly ScalarNode[] } {
  const open = new Set<string>()
  const stray = new Set<ScalarNode>()
  // An anchor's node stands in many places.
  const seen = new Map<Node, number>()
  const visit = (node: Node, expected: boolean, known: boolean): void => {
    const way = expected ? (known ? 1 : 2) : known ? 4 : 8
    const before = seen.get(node) ?? 0
    if ((before & way) !== 0) return
    seen.set(node, before | way)
    if (node.kind === 'sequence') for (const item of node.items) visit(item, expected, known)
    else if (node.kind === 'mapping')
      for (const { name, key, value } of node.entries.values()) {
        if (!secrets.has(key)) open.add(name)
        visit(value, isCatalogueSecret(name), known || isCatalogueName(name))
      }
    else if (secrets.has(node)) {
      if (!expected) stray.add(node)
    } else if (known) open.add(node.text)
  }
  visit(root, placing.expected, placing.known)
  return { open, stray: [...stray] }
}

/** Whether a key in it has no value. */
function hasGap(node: Node): boolean {
  return node.kind === 'scalar' ? node.text === '' : childrenOf(node).some(hasGap)
}
