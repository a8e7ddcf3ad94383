import type { ScalarNode } from '../../syntax/node.js'
import { Parser } from './parse.js'
import { tokenize } from './token.js'
import type { Tree } from './tree.js'
import { type Place, unknown } from './trouble.js'

/** A scalar with expressions: text and expressions by turns, and the name where it is nothing but `{{ name }}`. */
export interface Template {
  readonly node: ScalarNode
  readonly parts: readonly (string | Tree)[]
  readonly only: string | undefined
}

/** Whether Ansible would look for expressions in a scalar: `!unsafe` and encrypted ones are left alone. */
export function isTemplate(node: ScalarNode): boolean {
  return node.type === 'string' && node.unsafe !== true && node.encrypted !== true && /\{[{%#]/.test(node.text)
}

const known = new WeakMap<ScalarNode, Template>()

/** Takes a scalar apart; throws a `Trouble` at what is not understood. */
export function readTemplate(node: ScalarNode): Template {
  let template = known.get(node)
  if (template === undefined) {
    template = { node, parts: partsOf(node), only: /^\{\{\s*(\w*)\s*\}\}\n?$/.exec(node.text)?.[1] }
    known.set(node, template)
  }
  return template
}

function partsOf(node: ScalarNode): (string | Tree)[] {
  // The last line end is not the template's; what evaluates it puts it back.
  const text = node.text.replace(/\r?\n$|\r$/, '')
  const place = (from: number, to: number): Place => ({ node, from, to })
  const parts: (string | Tree)[] = []
  let trims = false
  for (let at = 0; at < text.length; ) {
    const found = text.slice(at).search(/\{[{%#]/)
    const start = found === -1 ? text.length : at + found
    let plain = text.slice(at, start).replace(/\r\n?/g, '\n')
    if (trims) plain = plain.trimStart()
    if (text.startsWith('{{-', start)) plain = plain.trimEnd()
    if (plain !== '') parts.push(plain)
    if (found === -1) break
    if (text[start + 1] === '%') throw unknown(place(start, start + 2), 'blocks in `{% %}` are not evaluated')
    if (text[start + 1] === '#') throw unknown(place(start, start + 2), 'comments in `{# #}` are not evaluated: put the value after `!unsafe` if it is none')
    // A sign right behind the braces belongs to them.
    const words = tokenize(text, start + (/[-+]/.test(text.charAt(start + 2)) ? 3 : 2), place)
    parts.push(new Parser(words.tokens, place).whole())
    at = words.end
    trims = words.trims
  }
  return parts
}
