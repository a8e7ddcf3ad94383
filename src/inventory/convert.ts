import type { Items } from '../catalog/parameter.js'
import type { Shape } from '../catalog/shape.js'
import { type Node, type Plain, type ScalarNode, toPlain } from '../syntax/node.js'

/**
 * Settles the spelling of a value: `'5432'` is a number where one is wanted, `yes` is true, `OLTP` is the word as the catalogue writes it. What cannot be
 * meant so stays as YAML reads it, for the shape to refuse.
 */
export function convert(shape: Shape, node: Node): Plain {
  if (node.kind !== 'scalar') return shape.type === 'csv' && node.kind === 'sequence' ? (joined(node.items) ?? toPlain(node)) : toPlain(node)
  switch (shape.type) {
    case 'bool':
      return node.type === 'null' ? false : (truths.get(String(node.value).toLowerCase()) ?? node.value)
    case 'int':
    case 'port':
    case 'float':
    case 'auto-int':
      return toNumber(shape, node)
    case 'enum':
      return toWord(shape, node)
    case 'yes-no':
      return typeof node.value === 'boolean' ? (node.value ? 'y' : 'n') : node.value
    case 'map':
      return node.type === 'null' ? {} : node.value
    case 'list':
      return node.type === 'null' ? [] : (split(shape, node) ?? node.value)
    default:
      return toText(node)
  }
}

const truths = new Map([
  ['yes', true],
  ['on', true],
  ['true', true],
  ['1', true],
  ['no', false],
  ['off', false],
  ['false', false],
  ['0', false],
])

/** A whole number beyond what can be counted exactly is taken for text. */
function toNumber({ type }: Shape, node: ScalarNode): Plain {
  const number = node.type === 'string' && /^-?\d+(\.\d+)?$/.test(node.text) ? Number(node.text) : node.value
  return type !== 'float' && Number.isInteger(number) && !Number.isSafeInteger(number) ? node.text : number
}

/** A word is taken as written, whatever its case; a profile also without its `.yml`; YAML's booleans stand for on and off. */
function toWord(shape: Shape, node: ScalarNode): Plain {
  const accepted = shape.values ?? []
  const text = typeof node.value === 'boolean' ? (node.value ? 'on' : 'off') : String(node.value ?? '')
  const word =
    accepted.find((value) => value === text) ??
    accepted.find((value) => value.toLowerCase() === text.toLowerCase()) ??
    accepted.find((value) => value === `${text}.yml`)
  if (word !== undefined) return word
  if (shape.open === 'port') return toNumber(shape, node)
  return shape.open === undefined ? node.value : toText(node)
}

/** A number is the text that somebody wrote, if YAML reads it as that number: a bare 0123 or 1.0 stays a number, since only quotes say what is meant. */
function toText(node: ScalarNode): Plain {
  if (node.type === 'null') return ''
  return typeof node.value === 'number' && String(node.value) === node.text ? node.text : node.value
}

/** Items that are plain words and may therefore stand in one comma-separated string. */
export const words: ReadonlySet<Items> = new Set<Items>(['string', 'cidr', 'scalar'])

/** A list of plain words may also be written as one comma-separated string: its meaning is clear. */
function split(shape: Shape, node: ScalarNode): string[] | undefined {
  if (node.type !== 'string' || !words.has(shape.items ?? 'scalar') || node.text.includes('\n')) return undefined
  return node.text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function joined(items: readonly Node[]): string | undefined {
  const parts: string[] = []
  for (const item of items) {
    if (item.kind !== 'scalar' || item.type === 'null') return undefined
    parts.push(item.text)
  }
  return parts.join(', ')
}
