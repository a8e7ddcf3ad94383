import { readPythonLiteral } from '../../syntax/python-literal.js'
import { type Context, evaluate } from './evaluate.js'
import { readNode } from './from-node.js'
import { pythonText } from './repr.js'
import { requireLength } from './size.js'
import type { Template } from './template.js'
import { type Place, unknown } from './trouble.js'
import { Absent, defined, Kept, type Value } from './value.js'

/**
 * The value of a template, by the rules of ansible-core 2.14 without native types: a text, except that what begins as a list or map and is one for
 * Python becomes it, and that True and False are booleans.
 */
export function render({ node, parts }: Template, context: Context): Value {
  const whole: Place = { node, from: 0, to: node.text.length }
  const outputs = parts.map((part) => (typeof part === 'string' ? part : output(evaluate(part, context), part.place)))
  const [only] = outputs
  if (only instanceof Kept && outputs.length === 1) return withLineEnds(only, node.text)
  const text = outputs.map((out) => (out instanceof Kept ? out.text : out)).join('')
  requireLength(text.length, whole)
  if (text === 'True' || text === 'False') return text === 'True'
  if (text.startsWith('[') || text.startsWith('{')) {
    const literal = readPythonLiteral(text, () => node.at, jsonWords)
    if (literal !== 'text' && 'problem' in literal) throw unknown(whole, `the result ${literal.problem}`)
    if (literal !== 'text') return readNode(literal.node, whole)
  }
  return withLineEnds(text, node.text)
}

function output(value: Value, place: Place): string | Kept {
  if (value === null || value instanceof Absent) return ''
  requireDefined(value)
  return value instanceof Kept ? value : pythonText(value, place)
}

/** A result must be defined through and through. */
function requireDefined(value: Value): void {
  if (Array.isArray(value)) value.forEach(requireDefined)
  else if (value instanceof Map) for (const item of value.values()) requireDefined(item)
  else defined(value)
}

/** In a result, the words of JSON mean what they mean there. */
const jsonWords = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** The line ends at the end of a text block stay. */
function withLineEnds(result: string | Kept, template: string): string | Kept {
  const text = result instanceof Kept ? result.text : result
  const missing = ends(template) - ends(text)
  return missing > 0 ? text + '\n'.repeat(missing) : result
}

function ends(text: string): number {
  return /\n*$/.exec(text)?.[0].length ?? 0
}
