import { parse } from 'yaml'

/**
 * The document as YAML 1.1 reads it, in plain records and lists. Throws where it is not one valid document.
 * `pieces` keeps parts of documents: files of a kind have most of theirs in common, which are then parsed once. The result is the same.
 */
export function readYaml(text: string, pieces?: YamlPieces): unknown {
  return pieces?.read(text) ?? parsed(text)
}

function parsed(text: string): unknown {
  return parse(text, { version: '1.1', schema: 'yaml-1.1', logLevel: 'error', prettyErrors: false })
}

/** What each line at the margin may begin: an entry of a map whose key is plainly a text, or an item of a list. */
const entry = /^([A-Za-z_][\w-]*):(?: |$)/
const item = /^-(?: |$)/

/** YAML 1.1 takes these for no text. */
const typed = /^(?:y|n|yes|no|on|off|true|false|null)$/i

/**
 * Parts of block maps and lists by their text. A document is cut where a line at the margin begins the next entry, and what is indented below a key is cut
 * again. What cannot be cut so is parsed; where a part alone is not valid nothing is said about the document.
 */
export class YamlPieces {
  private readonly known = new Map<string, unknown>()

  /** The map or list; undefined where the document must be parsed as a whole. */
  read(text: string): object | undefined {
    if (!text.endsWith('\n') || text.includes('\r') || text.includes('\t')) return undefined
    try {
      return this.collection(text)
    } catch {
      return undefined
    }
  }

  private collection(text: string): object | undefined {
    const known = this.known.get(text)
    if (typeof known === 'object' && known !== null) return known
    const parts = cut(text.slice(0, -1).split('\n'))
    if (parts === undefined) return undefined
    const made = parts.keys === undefined ? parts.lines.map((lines) => this.item(lines)) : this.map(parts.keys, parts.lines)
    if (made !== undefined) this.known.set(text, made)
    return made
  }

  private map(keys: readonly string[], parts: readonly (readonly string[])[]): object | undefined {
    if (new Set(keys).size !== keys.length || keys.some((key) => typed.test(key))) return undefined
    return Object.fromEntries(keys.map((key, index) => [key, this.value(key, parts[index] ?? [])]))
  }

  private value(key: string, lines: readonly string[]): unknown {
    const [first, ...below] = lines
    const indented = first === `${key}:` ? unindented(below) : undefined
    const nested = indented === undefined ? undefined : this.collection(indented)
    if (nested !== undefined) return nested
    const map = this.leaf(lines)
    return typeof map === 'object' && map !== null ? Reflect.get(map, key) : undefined
  }

  private item(lines: readonly string[]): unknown {
    const [first = '', ...below] = lines
    const rest = [first.replace('-', ' '), ...below].map((line) => without(line, 2))
    const nested = rest.every((line) => line !== undefined) && rest[0] !== '' ? this.collection(`${rest.join('\n')}\n`) : undefined
    if (nested !== undefined) return nested
    const list = this.leaf(lines)
    return Array.isArray(list) ? list[0] : undefined
  }

  private leaf(lines: readonly string[]): unknown {
    const text = `${lines.join('\n')}\n`
    const known = this.known.get(text)
    if (known !== undefined) return known
    const made = parsed(text)
    this.known.set(text, made)
    return made
  }
}

/** The lines of each entry, and the keys where it is a map. Comments and blank lines belong to what is before them. */
function cut(lines: readonly string[]): { readonly keys: readonly string[] | undefined; readonly lines: readonly (readonly string[])[] } | undefined {
  const keys: string[] = []
  const parts: string[][] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (line === '' || line.startsWith('#')) last?.push(line)
    else if (line.startsWith(' ')) {
      if (last === undefined) return undefined
      last.push(line)
    } else {
      const key = entry.exec(line)?.[1]
      if (key !== undefined) keys.push(key)
      else if (!item.test(line)) return undefined
      parts.push([line])
    }
  }
  if (parts.length === 0 || (keys.length > 0 && keys.length !== parts.length)) return undefined
  return { keys: keys.length > 0 ? keys : undefined, lines: parts }
}

/** Lines moved to the margin as far as the first of them is indented; undefined where one begins before it. */
function unindented(lines: readonly string[]): string | undefined {
  const indent = lines.find((line) => line.trim() !== '')?.search(/[^ ]/) ?? 0
  if (indent === 0) return undefined
  const moved = lines.map((line) => without(line, indent))
  return moved.includes(undefined) ? undefined : `${moved.join('\n')}\n`
}

function without(line: string, indent: number): string | undefined {
  if (line.trim() === '') return line.slice(indent)
  return line.search(/[^ ]/) >= indent ? line.slice(indent) : undefined
}
