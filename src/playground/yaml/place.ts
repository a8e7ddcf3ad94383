import { item, type Place, unquoted } from './cursor.js'
import { FlowReader } from './flow.js'

interface Level {
  readonly indent: number
  readonly name: string
}

const keyed = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#&*!|>'"%@`{}[\],-][^#]*?|-[^\s#][^#]*?)\s*:(?=\s|$)/

/** Reads lines from the top down to the cursor, by their indentation; undefined in a comment and in a text block. */
export function placeAt(text: string, offset: number): Place | undefined {
  const levels: Level[] = []
  const flow = new FlowReader()
  let scalar: number | undefined
  for (let start = 0; start <= offset; ) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    const last = offset <= end
    const line = text.slice(start, last ? offset : end)
    const indent = line.length - line.trimStart().length
    if (scalar !== undefined && (line.trim() === '' ? !last || indent > scalar : indent > scalar)) {
      if (last) return undefined
    } else {
      scalar = undefined
      if (flow.open) {
        flow.read(line)
        if (last) return flow.place(pathOf(levels), start)
      } else {
        const found = readLine(line, levels, flow)
        if (last) return flow.open ? flow.place(pathOf(levels), start) : lastPlace(line, found, levels, start)
        if (found.block) scalar = levels.at(-1)?.indent ?? 0
      }
    }
    start = end + 1
  }
  return undefined
}

interface LineRead {
  /** Column where the entry begins behind the dashes of its items. */
  readonly column: number
  readonly key?: string
  /** Column where the value begins. */
  readonly value?: number
  /** Whether a text block follows. */
  readonly block: boolean
}

/** Takes the levels of one line in: its dashes, its key, and the braces it opens. */
function readLine(line: string, levels: Level[], flow: FlowReader): LineRead {
  let column = line.length - line.trimStart().length
  if (/^\s*(#|---|\.\.\.|$)/.test(line)) return { column, block: false }
  for (let dash = /^-(\s+|$)/.exec(line.slice(column)); dash !== null; dash = /^-(\s+|$)/.exec(line.slice(column))) {
    while (levels.some(({ indent, name }) => indent > column || (indent === column && name === item))) levels.pop()
    levels.push({ indent: column, name: item })
    column += dash[0].length
  }
  const match = keyed.exec(line.slice(column))
  if (match === null) {
    if (/^[{[]/.test(line.slice(column))) flow.read(line.slice(column), column)
    return { column, block: false }
  }
  while (levels.some(({ indent }) => indent >= column)) levels.pop()
  const key = unquoted(match[1] ?? '')
  levels.push({ indent: column, name: key })
  const behind = line.slice(column + match[0].length)
  const value = column + match[0].length + (behind.length - behind.trimStart().length)
  if (/^[{[]/.test(line.slice(value))) flow.read(line.slice(value), value)
  return { column, key, value, block: /^[|>][-+0-9]*\s*(#.*)?$/.test(line.slice(value)) }
}

function lastPlace(line: string, { column, key, value, block }: LineRead, levels: readonly Level[], start: number): Place | undefined {
  if (block || /(^|\s)#/.test(line)) return undefined
  if (key !== undefined && value !== undefined) {
    // `name:` with nothing behind it yet is still a name.
    if (!/\s/.test(line.charAt(value - 1))) return undefined
    const path = pathOf(levels.slice(0, -1))
    return { path, role: 'value', key, from: start + value, indent: column }
  }
  const above = levels.filter(({ indent, name }) => indent < column || (name === item && indent === column && line.trim() === '-'))
  return { path: pathOf(above), role: 'name', from: start + column, indent: column }
}

function pathOf(levels: readonly Level[]): readonly string[] {
  return levels.map(({ name }) => name)
}
