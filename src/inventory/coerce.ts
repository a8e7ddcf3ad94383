import type { AttributeType } from '../catalog/object.js'
import type { Items, Open } from '../catalog/parameter.js'
import type { Code } from '../diagnostics/diagnostic.js'
import type { Node, Plain, ScalarNode } from '../syntax/node.js'
import { toPlain } from '../syntax/node.js'
import { codes } from './codes.js'

/** What a value must be: the part of a parameter or of an object's attribute that coercion looks at. */
export interface Shape {
  readonly type: AttributeType
  readonly values?: readonly string[]
  readonly open?: Open
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly secret?: true
  readonly items?: Items
}

/** A value that does not fit: its code, and the rest of the sentence that begins with the parameter's name. */
export interface Misfit {
  readonly code: Code
  readonly message: string
}

export type Coerced = { readonly value: Plain } | Misfit

const wrong = (code: keyof typeof codes, message: string): Misfit => ({ code: codes[code], message })

/** Turns a node into the value that its type promises, or says what would be right. Never shows a secret. */
export function coerce(shape: Shape, node: Node): Coerced {
  if (shape.type === 'map') return toMap(node)
  if (shape.type === 'list') return toList(shape, node)
  if (shape.type === 'csv' && node.kind === 'sequence') return fromWords(node.items)
  if (node.kind !== 'scalar') return wrong('value-type', `must be ${wanted(shape)}, not a ${node.kind === 'sequence' ? 'list' : 'map'}`)
  if (node.type === 'vault') return wrong('value-vault', 'is encrypted by ansible-vault and cannot be read')
  switch (shape.type) {
    case 'bool':
      return toBool(shape, node)
    case 'int':
    case 'port':
    case 'float':
      return toNumber(shape, node)
    case 'auto-int':
      return node.value === 'auto' ? { value: 'auto' } : toNumber(shape, node)
    case 'enum':
      return toWord(shape, node)
    case 'yes-no':
      return toYesNo(shape, node)
    default:
      return toText(shape, node)
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

function toBool(shape: Shape, node: ScalarNode): Coerced {
  if (node.type === 'null') return { value: false }
  const value = typeof node.value === 'boolean' ? node.value : truths.get(String(node.value).toLowerCase())
  return value === undefined ? wrong('value-type', `must be true or false, not ${shown(shape, node)}`) : { value }
}

function toNumber(shape: Shape, node: ScalarNode, noun = wanted(shape)): Coerced {
  const number = typeof node.value === 'number' ? node.value : node.type === 'string' && /^-?\d+(\.\d+)?$/.test(node.text) ? Number(node.text) : Number.NaN
  const whole = shape.type !== 'float'
  if (!Number.isFinite(number) || (whole && !Number.isSafeInteger(number))) return wrong('value-type', `must be ${noun}, not ${shown(shape, node)}`)
  const [min, max] = shape.type === 'port' ? [1, 65535] : [shape.min, shape.max]
  if ((min !== undefined && number < min) || (max !== undefined && number > max))
    return wrong('value-range', `must be ${limits(min, max)}, not ${shown(shape, node)}`)
  return { value: number }
}

/** A word is taken as written, whatever its case; a profile also without its `.yml`; YAML's booleans stand for on and off. */
function toWord(shape: Shape, node: ScalarNode): Coerced {
  const accepted = shape.values ?? []
  const text = typeof node.value === 'boolean' ? (node.value ? 'on' : 'off') : String(node.value ?? '')
  const word =
    accepted.find((value) => value === text) ??
    accepted.find((value) => value.toLowerCase() === text.toLowerCase()) ??
    accepted.find((value) => value === `${text}.yml`)
  if (word !== undefined) return { value: word }
  if (shape.open === 'port') return toNumber({ ...shape, type: 'port' }, node, `${accepted.join(', ')} or a port number`)
  return shape.open === undefined || text === '' ? wrong('value-enum', `must be ${wanted(shape)}, not ${shown(shape, node)}`) : toText(shape, node)
}

/** YAML reads a bare 0123 or yes as something else than its text: then only quotes say what is meant. */
function toText(shape: Shape, node: ScalarNode): Coerced {
  if (node.type === 'null') return { value: '' }
  const text = typeof node.value === 'string' ? node.value : node.text
  if (node.type === 'bool' || (typeof node.value === 'number' && String(node.value) !== node.text))
    return wrong(
      'value-type',
      shape.secret
        ? 'is text that YAML reads as another value: put it in quotes'
        : `must be text, and YAML reads \`${node.text}\` as ${node.value}: put it in quotes`,
    )
  if (shape.pattern !== undefined && text !== '' && !new RegExp(`^(?:${shape.pattern})$`).test(text))
    return wrong('value-format', `must match ${shape.pattern}, not ${shown(shape, node)}`)
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(text)) return wrong('value-format', 'must be one line of text without control characters')
  return { value: text }
}

/** pgBackRest knows only y and n; YAML's booleans mean the same. */
function toYesNo(shape: Shape, node: ScalarNode): Coerced {
  if (typeof node.value === 'boolean') return { value: node.value ? 'y' : 'n' }
  return node.value === 'y' || node.value === 'n' ? { value: node.value } : wrong('value-type', `must be y or n, not ${shown(shape, node)}`)
}

/** Items that are plain words and may therefore stand in one comma-separated string. */
const words: ReadonlySet<Items> = new Set<Items>(['string', 'cidr', 'scalar'])

function toMap(node: Node): Coerced {
  if (node.kind === 'mapping') return { value: toPlain(node) }
  if (node.kind === 'scalar' && node.type === 'null') return { value: {} }
  return wrong('value-type', `must be a map, not a ${node.kind === 'sequence' ? 'list' : 'single value'}`)
}

/** A list of plain words may also be written as one comma-separated string: its meaning is clear. */
function toList(shape: Shape, node: Node): Coerced {
  if (node.kind === 'sequence') return { value: toPlain(node) }
  if (node.kind === 'scalar' && node.type === 'null') return { value: [] }
  if (node.kind === 'scalar' && node.type === 'string' && words.has(shape.items ?? 'scalar') && !node.text.includes('\n'))
    return {
      value: node.text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    }
  return wrong('value-type', `must be a list, not a ${node.kind === 'mapping' ? 'map' : 'single value'}`)
}

function fromWords(items: readonly Node[]): Coerced {
  const parts: string[] = []
  for (const item of items) {
    if (item.kind !== 'scalar' || item.type === 'null') return wrong('value-type', 'must be a comma-separated text or a list of words')
    parts.push(item.text)
  }
  return { value: parts.join(', ') }
}

const nouns: Partial<Record<AttributeType, string>> = {
  bool: 'true or false',
  int: 'an integer',
  port: 'a port number',
  float: 'a number',
  'auto-int': '`auto` or an integer',
}

function wanted(shape: Shape): string {
  return nouns[shape.type] ?? (shape.type === 'enum' ? `one of ${(shape.values ?? []).join(', ')}` : 'text')
}

function limits(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`
  return min === undefined ? `at most ${max}` : `at least ${min}`
}

/** How much of a value a message repeats. */
const longest = 60

/** The value as one line. */
function shown(shape: Shape, node: ScalarNode): string {
  if (shape.secret) return 'what is there'
  if (node.type === 'null') return 'empty'
  const text = node.text.length > longest ? `${node.text.slice(0, longest)}...` : node.text
  return `\`${text.replace(/[\0-\x1f\x7f]/g, (character) => JSON.stringify(character).slice(1, -1))}\``
}
