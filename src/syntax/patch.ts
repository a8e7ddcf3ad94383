import { Span } from '../source/span.js'
import { graft } from './graft.js'
import type { Entry, MappingNode, Node } from './node.js'

/** A document, and the text that it was read from. No node may stand in it twice, as an alias lets it. */
export interface Written {
  readonly root: Node
  readonly text: string
}

/** A stretch of a text that something else took the place of: `to` is exclusive, `delta` is by how much the text grew. */
interface Edit {
  readonly from: number
  readonly to: number
  readonly delta: number
}

/** An entry with the one behind it, both at the begin of a line, and what it is in, from the outermost mapping. */
interface Place {
  readonly entry: Entry
  readonly next: Entry
  readonly path: readonly { readonly mapping: MappingNode; readonly entry: Entry }[]
}

/**
 * The document of an edited text, of which only one entry of a block mapping is read again: the innermost one that holds the whole edit and has another
 * behind it, whose key shows where it ends. All other nodes stay, and stand where they are now. Undefined where there is no such entry, or where it is
 * not for certain that reading it alone says the same as reading everything; then nothing has been touched.
 *
 * `parse` reads a text in which all before the entry is blank, and gives nothing where something about it would be reported.
 */
export function patch({ root, text: before }: Written, after: string, parse: (text: string) => Node | undefined): Node | undefined {
  const edit = editOf(before, after)
  const place = root.kind === 'mapping' ? placeOf(root, before, edit) : undefined
  if (place === undefined) return undefined
  const { entry, next, path } = place
  const start = lineStart(before, entry.key.at.start)
  const { start: nextStart, end: nextEnd } = next.key.at
  const blank = start === 0 ? '' : `${' '.repeat(start - 1)}\n`
  const read = parse(`${blank}${after.slice(start, nextStart + edit.delta)}${before.slice(nextStart, nextEnd)}:`)
  if (read?.kind !== 'mapping' || read.replaced !== undefined || [...read.entries.keys()].join('\0') !== `${entry.name}\0${next.name}`) return undefined
  const made = read.entries.get(entry.name)
  if (made === undefined || !isTree(made.value)) return undefined
  // Before the others move: it compares with the text as it was.
  const value = graft(entry.value, made.value, before)
  shift(root, entry, edit)
  return value === entry.value ? root : replaced(path, { ...made, value })
}

/** Far below `maximumDepth`, so that an entry and what it is in are together below it, too. */
const usualDepth = 40

/** Whether every node stands in one place only, and none very deep. */
export function isTree(root: Node): boolean {
  const seen = new Set<Node>()
  const visit = (node: Node, depth: number): boolean => {
    if (depth > usualDepth || seen.has(node)) return false
    seen.add(node)
    if (node.kind === 'sequence') return node.items.every((item) => visit(item, depth + 1))
    return node.kind === 'scalar' || (node.replaced === undefined && [...node.entries.values()].every(({ value }) => visit(value, depth + 1)))
  }
  return visit(root, 0)
}

function editOf(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from + piece <= shorter && before.slice(from, from + piece) === after.slice(from, from + piece)) from += piece
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++
  let same = 0
  while (same + piece <= shorter - from && endOf(before, same) === endOf(after, same)) same += piece
  while (same < shorter - from && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++
  return { from, to: before.length - same, delta: after.length - before.length }
}

/** Characters that are compared at once, which is many times as fast as one by one. */
const piece = 4096

/** The last piece before so many characters at the end. */
function endOf(text: string, after: number): string {
  return text.slice(text.length - after - piece, text.length - after)
}

function placeOf(root: MappingNode, text: string, edit: Edit): Place | undefined {
  let found: Place | undefined
  const path: { mapping: MappingNode; entry: Entry }[] = []
  for (let mapping = root; isBlock(mapping, text); ) {
    const entries = [...mapping.entries.values()]
    const index = entries.findLastIndex(({ key }) => key.at.start < edit.from)
    const [entry, next] = [entries[index], entries[index + 1]]
    // The key and its colon stay, and so does the line of the next one.
    if (entry === undefined || edit.from <= text.indexOf(':', entry.key.at.end)) break
    if (next !== undefined && edit.to > lineStart(text, next.key.at.start) - 1) break
    path.push({ mapping, entry })
    if (next !== undefined) found = { entry, next, path: [...path] }
    if (entry.value.kind !== 'mapping') break
    mapping = entry.value
  }
  return found
}

/** A mapping whose keys each begin a line, in the order of the text. */
function isBlock({ at, entries }: MappingNode, text: string): boolean {
  if (text[at.start] === '{') return false
  let last = -1
  for (const { key } of entries.values()) {
    if (key.at.start <= last || text.slice(lineStart(text, key.at.start), key.at.start).trim() !== '' || text[key.at.start] === '?') return false
    last = key.at.start
  }
  return entries.size > 0
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Moves everything behind the edit, but for the value of `entry`. Of what holds the edit only the end moves. */
function shift(root: Node, entry: Entry, { to, delta }: Edit): void {
  const move = ({ at }: Node): void => {
    if (at.start >= to) Span.move(at, new Span(at.source, at.start + delta, at.end + delta))
    else if (at.end >= to) Span.move(at, new Span(at.source, at.start, at.end + delta))
  }
  const visit = (node: Node): void => {
    move(node)
    if (node.kind === 'sequence') for (const item of node.items) visit(item)
    else if (node.kind === 'mapping')
      for (const each of node.entries.values()) {
        move(each.key)
        if (each !== entry) visit(each.value)
      }
  }
  if (delta !== 0) visit(root)
}

/** What is around a new entry is new as well: whoever kept one of these does not find it again. */
function replaced(path: Place['path'], made: Entry): Node | undefined {
  let own = made
  let root: Node | undefined
  for (const { mapping, entry } of [...path].reverse()) {
    if (root !== undefined) own = { ...entry, key: { ...entry.key, at: again(entry.key.at) }, value: root }
    root = {
      ...mapping,
      at: again(mapping.at),
      entries: new Map([...mapping.entries].map(([name, each]): [string, Entry] => [name, each === entry ? own : each])),
    }
  }
  return root
}

function again({ source, start, end }: Span): Span {
  return new Span(source, start, end)
}
