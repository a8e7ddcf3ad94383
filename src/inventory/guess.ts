import type { Source } from '../source/source.js'
import { credential, isSecretName } from './secrets.js'

/** What says nothing of a credential: no value, the head of a block. */
const harmless = /^(?:$|(?:~|null|true|false|''|""|[|>][-+0-9]*)\s*(?:$|[,}\]]))/

/**
 * Where in a line of text a credential seems to begin: the value of a telling name, with or without its colon, or what looks like one itself. For what is in no
 * document: comments, texts that are no YAML, aliases that lead nowhere, and keys that a later one replaces.
 */
export function guessSecrets(line: string): number[] {
  const found: number[] = []
  for (const { 0: text, 1: name = '', index } of line.matchAll(/(?<![\w.-])([\w.-]+)["']?(?:\s*[:=]\s*|\s+)(?:!(?:!\w+|vault|unsafe)\s+)?/g))
    if (isSecretName(name) && !harmless.test(line.slice(index + text.length))) found.push(index + text.length)
  const at = line.search(credential)
  return at === -1 ? found : [...found, at]
}

/** Lines above that are looked at: a private key is shorter. */
const furthest = 200

/** Whether a line (from 1) seems to belong to the value of a telling name above it: a further line of a block or of a quoted text. */
export function continuesSecret(source: Source, number: number): boolean {
  let indentation = indentationOf(source.line(number))
  // Where it does not begin with a key, it belongs to the last one, however it is indented.
  let rest = !/^[\s{[-]*["']?[\w.-]+["']?\s*:(?:\s|$)/.test(source.line(number))
  for (let above = number - 1; above >= Math.max(1, number - furthest) && (rest || indentation > 0); above--) {
    const line = source.line(above)
    const own = indentationOf(line)
    if (own === line.length || (own >= indentation && !rest)) continue
    const name = keyOf(line)
    if (name !== undefined && isSecretName(name)) return true
    if (name !== undefined) rest = false
    indentation = Math.min(indentation, own)
  }
  return false
}

/** The last key of a line, also of one that is commented out. */
function keyOf(line: string): string | undefined {
  return [...line.matchAll(/(?<![\w.-])([\w.-]+)["']?\s*:(?=\s|$)/g)].at(-1)?.[1]
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length
}
