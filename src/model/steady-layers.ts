import type { InventoryHost, Variables } from '../inventory/inventory.js'
import type { Layer, Precedence } from '../inventory/precedence.js'
import { sameItems } from './made.js'

/** The layers of each host as one object from run to run, for as long as they say the same. Variables are the same where their entries are. */
export class SteadyLayers {
  private before = new Map<string, readonly Layer[]>()
  private now = new Map<string, readonly Layer[]>()
  /** Variables of this run that are those of the run before: most hosts share most of theirs. */
  private variables = new Map<Variables, Variables>()

  /** A run begins. */
  turn(): void {
    this.before = this.now
    this.now = new Map()
    this.variables = new Map()
  }

  of(host: InventoryHost, precedence: Precedence): readonly Layer[] {
    const former = this.before.get(host.name)
    const one = former !== undefined && this.alike(former, precedence.own(host), precedence.ofGroups(host.groups)) ? former : precedence.layers(host)
    this.now.set(host.name, one)
    return one
  }

  private alike(former: readonly Layer[], own: readonly Layer[], ofGroups: readonly Layer[]): boolean {
    if (former.length !== own.length + ofGroups.length) return false
    for (let index = 0; index < former.length; index++) if (!this.same(former[index], own[index] ?? ofGroups[index - own.length])) return false
    return true
  }

  private same(a: Layer | undefined, b: Layer | undefined): boolean {
    if (a === undefined || a.kind !== b?.kind || a.name !== b.name || a.rank !== b.rank) return false
    if (this.variables.get(b.variables) === a.variables) return true
    if (!sameVariables(a.variables, b.variables)) return false
    this.variables.set(b.variables, a.variables)
    return true
  }
}

function sameVariables(a: Variables, b: Variables): boolean {
  if (a.size !== b.size) return false
  for (const [name, entries] of a) {
    const others = b.get(name)
    if (others === undefined || !sameItems(entries, others)) return false
  }
  return true
}
