import type { Plain } from '../syntax/node.js'

/** An item of a list of texts. What is no text has none, and a word that says so, which no pattern of names, networks or URLs takes. */
export function itemText(value: Plain): string {
  if (Array.isArray(value)) return '(a list)'
  return typeof value === 'object' && value !== null ? '(a map)' : String(value)
}
