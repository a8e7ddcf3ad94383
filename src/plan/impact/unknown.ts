import type { Impact } from '../impact.js'

/** Nobody knows: what to look at instead. */
export function unknown(what: string, check: string): Impact {
  return { effect: 'unknown', reason: `${what}: ${check}`, source: 'none' }
}

/** A text that is no document of its format, so that nothing can be said of single keys. */
export const unreadable: Impact = unknown('the text could not be read as what the file should be', 'compare it by eye')
