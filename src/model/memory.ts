import type { Sink } from '../diagnostics/sink.js'
import type { FactSheets } from '../inventory/facts.js'
import type { Inventory } from '../inventory/inventory.js'
import { Values } from '../inventory/values.js'
import { Parts } from './parts.js'

/** What runs over the same documents have in common: whatever a run does not change it finds here as it was. */
export class Memory {
  readonly parts = new Parts()
  private known: Values | undefined

  /** The values of a run that begins; those of the run before are not to be asked any more. */
  values(sink: Sink, inventory: Inventory, facts: FactSheets): Values {
    if (this.known === undefined) this.known = new Values(sink, inventory, facts, true)
    else this.known.turn(sink, inventory, facts)
    return this.known
  }
}
