import { Span } from '../source/span.js'

/** A text that is the same for two views which are printed the same. */
export function fingerprint(view: unknown): string {
  return JSON.stringify(view, whole)
}

/** Places move with every change of the text. Maps are empty objects to JSON, and a number beyond doubles is none of its values. */
function whole(_: string, value: unknown): unknown {
  if (value instanceof Span) return undefined
  return value instanceof Map ? [...value] : typeof value === 'bigint' ? value.toString() : value
}
