import type { Variables } from '../inventory/inventory.js'
import type { Layer } from '../inventory/precedence.js'
import type { Settings } from '../inventory/settings.js'
import type { Member, Membership } from './context.js'
import { sameItems } from './made.js'
import type { Site } from './model.js'
import { same } from './same.js'

/** All that a cluster is built of. */
export interface Grounds {
  readonly membership: Membership
  /** Members of every cluster of the shard. */
  readonly shardMembers: readonly Member[]
  readonly site: Site
}

/** Compares grounds of two runs. Hosts, places and variables are the same where they are one object. */
export class SameGrounds {
  /** Variables of this run that are those of the run before: most hosts share most of theirs. */
  private readonly variables = new Map<Variables, Variables>()

  are({ membership, shardMembers, site }: Grounds, now: Grounds): boolean {
    const { name, mode, shard, group, members, primary } = membership
    const own = now.membership
    return (
      site === now.site &&
      name === own.name &&
      mode === own.mode &&
      shard === own.shard &&
      group === own.group &&
      members.indexOf(primary) === own.members.indexOf(own.primary) &&
      this.members(members, own.members) &&
      ((shardMembers === members && now.shardMembers === own.members) || this.members(shardMembers, now.shardMembers))
    )
  }

  private members(a: readonly Member[], b: readonly Member[]): boolean {
    return a.length === b.length && a.every((member, index) => this.member(member, b[index]))
  }

  private member(a: Member, b: Member | undefined): boolean {
    return (
      a.host === b?.host &&
      a.name === b.name &&
      a.clusterName === b.clusterName &&
      a.seq === b.seq &&
      a.role === b.role &&
      a.at === b.at &&
      a.distance === b.distance &&
      (a.layout === b.layout || same(a.layout, b.layout)) &&
      this.settings(a.common, b.common) &&
      ((a.settings === a.common && b.settings === b.common) || this.settings(a.settings, b.settings))
    )
  }

  private settings(a: Settings, b: Settings): boolean {
    return a.place === b.place && a.layers.length === b.layers.length && a.layers.every((layer, index) => this.layer(layer, b.layers[index]))
  }

  private layer(a: Layer, b: Layer | undefined): boolean {
    if (a.kind !== b?.kind || a.name !== b.name || a.rank !== b.rank) return false
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
