import type { Coerced } from '../inventory/coerce.js'
import type { Entry } from '../syntax/node.js'
import { Parts } from './parts.js'

/** What runs over the same documents have in common: whatever a run does not change it finds here as it was. */
export class Memory {
  readonly parts = new Parts()
  readonly coerced = new WeakMap<Entry, Coerced>()
}
