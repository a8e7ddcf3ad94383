import type { Cluster, Instance } from '../model/model.js'
import type { Vip } from '../model/vip.js'
import type { World } from './worlds.js'

/** Who holds the virtual IP of a cluster. */
export interface VipOutcome {
  readonly vip: Vip
  /** Each that may hold it; empty: nobody. */
  readonly holders: readonly Instance[]
  /** Whether it may be that nobody holds it. */
  readonly mayBeLost: boolean
  /** Without etcd vip-manager cannot read the leader key: whether it keeps the address then is known at run time only. */
  readonly uncertain: boolean
}

/** vip-manager binds the address where the leader key names its own member. */
export function vipOf({ instances }: Cluster, worlds: readonly World[]): VipOutcome | undefined {
  const vip = instances.find((instance) => instance.vip !== undefined)?.vip
  if (vip === undefined) return undefined
  const holders = new Set<Instance>()
  for (const { leader } of worlds) if (leader?.vip !== undefined) holders.add(leader)
  return {
    vip,
    holders: [...holders],
    mayBeLost: worlds.some(({ leader }) => leader?.vip === undefined),
    uncertain: holders.size > 0 && worlds.some(({ dcs }) => !dcs),
  }
}
