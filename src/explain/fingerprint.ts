import { Span } from '../source/span.js'

/** A text that is the same for two views which are printed the same. */
export function fingerprint(view: unknown): string {
  return JSON.stringify(view, whole)
}

/**
 * Places move with every change of the text, and have turned themselves into JSON before this is asked. Maps are empty objects to JSON, and a number
 * beyond doubles is none of its values.
 */
function whole(this: unknown, key: string, value: unknown): unknown {
  if ((this as Readonly<Record<string, unknown>>)[key] instanceof Span) return undefined
  return value instanceof Map ? [...value] : typeof value === 'bigint' ? value.toString() : value
}
