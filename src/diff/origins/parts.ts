import { replaceInside } from '../../inventory/edit.js'
import { type Entry, type Node, type SequenceNode, toPlain } from '../../syntax/node.js'

/** A part of a value that differs; a side that lacks it has no node. */
export interface Part {
  /** Behind the name of the variable: `[2].password`. */
  readonly label: string
  readonly before?: Node
  readonly after?: Node
  /** The former value with this alone changed, and the new one with this alone as it was. */
  readonly forth: (root: Node) => Node | undefined
  readonly back: (root: Node) => Node | undefined
}

/** Where two values differ, as deep as it can be said; nothing where they mean the same. */
export function partsThatDiffer(before: Node, after: Node, label = ''): Part[] {
  if (sameNode(before, after)) return []
  if (before.kind === 'mapping' && after.kind === 'mapping') {
    const names = [...new Set([...after.entries.keys(), ...before.entries.keys()])]
    const parts = names.flatMap((name): Part[] => {
      const [was, is] = [before.entries.get(name), after.entries.get(name)]
      const step = `${label}.${name}`
      if (was !== undefined && is !== undefined) return partsThatDiffer(was.value, is.value, step)
      if (is !== undefined) return [{ label: step, after: is.value, forth: withEntry(before, is), back: without(is.value) }]
      return was === undefined ? [] : [{ label: step, before: was.value, forth: without(was.value), back: withEntry(after, was) }]
    })
    if (parts.length > 0) return parts
  }
  if (before.kind === 'sequence' && after.kind === 'sequence') {
    const parts = itemsThatDiffer(before, after, label)
    if (parts.length > 0) return parts
  }
  return [{ label, before, after, forth: (root) => replaceInside(root, before, after), back: (root) => replaceInside(root, after, before) }]
}

/** Items are the same ones where they are equal, else where they have one name, else where as many are left on both sides. Nothing where only their order differs. */
function itemsThatDiffer(before: SequenceNode, after: SequenceNode, label: string): Part[] {
  const was = new Set(before.items)
  const is = new Set(after.items)
  const pairs: [Node, Node][] = []
  const pair = (key: (node: Node) => string | undefined): void => {
    const known = new Map([...was].flatMap((node) => (key(node) === undefined ? [] : [[key(node), node] as const])))
    for (const node of [...is]) {
      const other = key(node) === undefined ? undefined : known.get(key(node))
      if (other === undefined || !was.delete(other)) continue
      is.delete(node)
      pairs.push([other, node])
    }
  }
  pair((node) => JSON.stringify(toPlain(node)))
  pair(nameOf)
  if (was.size === is.size)
    for (const [index, node] of [...was].entries()) {
      const other = [...is][index]
      if (other !== undefined) pairs.push([node, other])
    }
  else {
    const gone = [...was].map(
      (node): Part => ({
        label: `${label}[${before.items.indexOf(node)}]`,
        before: node,
        forth: without(node),
        back: withItem(after, node, before.items.indexOf(node)),
      }),
    )
    const added = [...is].map(
      (node): Part => ({
        label: `${label}[${after.items.indexOf(node)}]`,
        after: node,
        forth: withItem(before, node, after.items.indexOf(node)),
        back: without(node),
      }),
    )
    return [...pairs.flatMap(([old, now]) => partsThatDiffer(old, now, `${label}[${after.items.indexOf(now)}]`)), ...gone, ...added]
  }
  return pairs.flatMap(([old, now]) => partsThatDiffer(old, now, `${label}[${after.items.indexOf(now)}]`))
}

function nameOf(node: Node): string | undefined {
  const name = node.kind === 'mapping' ? node.entries.get('name')?.value : undefined
  return name?.kind === 'scalar' ? name.text : undefined
}

function without(node: Node): Part['forth'] {
  return (root) => replaceInside(root, node, undefined)
}

function withEntry(map: Node & { readonly kind: 'mapping' }, entry: Entry): Part['forth'] {
  return (root) => replaceInside(root, map, { ...map, entries: new Map([...map.entries, [entry.name, entry]]) })
}

function withItem(list: SequenceNode, item: Node, index: number): Part['forth'] {
  return (root) => replaceInside(root, list, { ...list, items: list.items.toSpliced(index, 0, item) })
}

/** Whether two values are the same to who reads them: `5432` and `0x1538` are, `5432` and `'5432'` are not. */
function sameNode(a: Node, b: Node): boolean {
  if (a === b) return true
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.type === b.type && a.value === b.value && a.unsafe === b.unsafe
  if (a.kind === 'sequence') return b.kind === 'sequence' && a.items.length === b.items.length && a.items.every((item, index) => sameItem(item, b.items[index]))
  if (b.kind !== 'mapping' || a.entries.size !== b.entries.size) return false
  return [...a.entries].every(([name, { value }]) => {
    const other = b.entries.get(name)
    return other !== undefined && sameNode(value, other.value)
  })
}

function sameItem(a: Node, b: Node | undefined): boolean {
  return b !== undefined && sameNode(a, b)
}
