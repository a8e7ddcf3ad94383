import { fragmentOf, oneLine } from '../catalog/fragment.js'
import type { AttributeType } from '../catalog/object.js'
import type { Shape } from '../catalog/shape.js'
import type { Code } from '../diagnostics/diagnostic.js'
import { type Node, type Plain, type ScalarNode, toPlain } from '../syntax/node.js'
import { codes } from './codes.js'
import { convert } from './convert.js'
import { type Refusal, refusals, type Validator, validatorOf } from './validator.js'

/** A value that does not fit: its code, and the rest of the sentence that begins with the parameter's name. */
export interface Misfit {
  readonly code: Code
  readonly message: string
}

export type Coerced = { readonly value: Plain } | Misfit

const wrong = (code: keyof typeof codes, message: string): Misfit => ({ code: codes[code], message })

const known = new WeakMap<Shape, Validator>()

/** Turns a node into the value that its type promises, or says what would be right. Never shows a secret. `validator` is ajv's for the fragment of the shape. */
export function coerce(shape: Shape, node: Node, validator: Validator = validatorFor(shape)): Coerced {
  if (isVault(node)) return takesAnyText(shape) ? { value: toPlain(node) } : vault
  const value = convert(shape, node)
  const against = refusals(validator, value)
  return against.length === 0 ? { value } : misfit(shape, node, against)
}

/** What is wrong with a value that its schema refuses, in words. */
export function misfit(shape: Shape, node: Node, against: readonly Refusal[]): Misfit {
  if (node.kind !== 'scalar') {
    if (shape.type === 'csv' && node.kind === 'sequence') return wrong('value-type', 'must be a comma-separated text or a list of words')
    return wrong('value-type', `must be ${wanted(shape)}, not a ${node.kind === 'sequence' ? 'list' : 'map'}`)
  }
  switch (mostTelling(against)) {
    case 'minimum':
    case 'maximum':
      return wrong('value-range', `must be ${limits(shape)}, not ${shown(shape, node)}`)
    case 'pattern':
      return shape.pattern !== undefined && against.some(({ params }) => params.pattern !== oneLine)
        ? wrong('value-format', `must match ${shape.pattern}, not ${shown(shape, node)}`)
        : wrong('value-format', 'must be one line of text without control characters')
    case 'type':
      return wrong('value-type', unreadable(shape, node) ?? `must be ${wanted(shape)}, not ${shape.type in containers ? 'a single value' : shown(shape, node)}`)
    default:
      return wrong(shape.type === 'yes-no' ? 'value-type' : 'value-enum', `must be ${wanted(shape)}, not ${shown(shape, node)}`)
  }
}

const texts: ReadonlySet<AttributeType> = new Set<AttributeType>(['string', 'password', 'username', 'path', 'duration', 'size', 'csv', 'ip', 'cidr', 'url'])

/** Whether a word can stand for a value of this shape that nobody could read; where not, the value counts as absent. */
export function takesAnyText({ type }: Shape): boolean {
  return texts.has(type)
}

/** Encrypted text says nothing about the value, so no schema is asked. */
export function isVault(node: Node): boolean {
  return node.kind === 'scalar' && node.type === 'vault'
}

/** Never printed: the sink overlooks such a place, and inventory/opaque.ts says what there is to say. */
export const vault = wrong('value-type', 'is encrypted')

function validatorFor(shape: Shape): Validator {
  let validator = known.get(shape)
  if (validator === undefined) {
    validator = validatorOf(fragmentOf(shape))
    known.set(shape, validator)
  }
  return validator
}

/** Where a value may be one of two things, what is said against the nearer one: a number out of range is no misspelt word. */
function mostTelling(against: readonly Refusal[]): string | undefined {
  return ['minimum', 'maximum', 'type', 'pattern'].find((keyword) => against.some((refusal) => refusal.keyword === keyword))
}

/** YAML reads a bare 0123 or yes as something else than its text: then only quotes say what is meant. */
function unreadable(shape: Shape, node: ScalarNode): string | undefined {
  if (shape.type in nouns || shape.open === 'port') return undefined
  return isHidden(shape, node)
    ? 'is text that YAML reads as another value: put it in quotes'
    : `must be text, and YAML reads \`${node.text}\` as ${node.value}: put it in quotes`
}

const containers = { list: 'a list', map: 'a map' } as const

const nouns: Partial<Record<AttributeType, string>> = {
  ...containers,
  bool: 'true or false',
  int: 'an integer',
  port: 'a port number',
  float: 'a number',
  'auto-int': '`auto` or an integer',
  'yes-no': 'y or n',
}

/** What a shape wants, in words. */
export function wanted({ type, values = [], open }: Shape): string {
  if (type !== 'enum') return nouns[type] ?? 'text'
  return open === 'port' ? `${values.join(', ')} or a port number` : `one of ${values.join(', ')}`
}

function limits(shape: Shape): string {
  const [min, max] = shape.type === 'port' || shape.open === 'port' ? [1, 65535] : [shape.min, shape.max]
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`
  return min === undefined ? `at most ${max}` : `at least ${min}`
}

/** Whether no message may show the value: for what it is, or since somebody encrypted it. */
function isHidden({ secret }: Shape, { encrypted, at }: ScalarNode): boolean {
  return secret === true || encrypted === true || at.source.sealed
}

/** How much of a value a message repeats. */
const longest = 60

/** The value as one line. */
function shown(shape: Shape, node: ScalarNode): string {
  if (isHidden(shape, node)) return 'what is there'
  if (node.type === 'null') return 'empty'
  const text = node.text.length > longest ? `${node.text.slice(0, longest)}...` : node.text
  return `\`${text.replace(/[\0-\x1f\x7f]/g, (character) => JSON.stringify(character).slice(1, -1))}\``
}
