import type { Span } from '../../source/span.js'
import type { Loaded } from '../../understand.js'
import type { Origin } from '../change.js'

/** One thing in which two inventories differ. */
export interface Difference {
  readonly origin: Origin
  /** The variable or fact; undefined for hosts and groups, which every file may depend on. */
  readonly name?: string
  /** The former inventory with this alone changed; absent where that cannot be made. */
  readonly forth?: (loaded: Loaded) => Loaded
  /** The new inventory with this alone as it was. */
  readonly back?: (loaded: Loaded) => Loaded
}

/** Where both sides have what differs. */
export function originOf(label: string, before: { readonly at: Span } | undefined, after: { readonly at: Span } | undefined): Difference['origin'] {
  return { label, ...(before === undefined ? {} : { before: before.at }), ...(after === undefined ? {} : { after: after.at }) }
}
