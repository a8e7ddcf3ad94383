import { diskGb, memoryGb } from './hardware.js'
import type { Instance } from './model.js'
import type { Patroni } from './patroni.js'

/** The tags of a member: what Patroni itself asks, then what people and checks may ask. */
export function patroniTags({ host, postgres, upstream }: Instance, { noFailover, tuning }: Patroni): Readonly<Record<string, unknown>> {
  return {
    nofailover: noFailover,
    noloadbalance: false,
    nosync: false,
    clonefrom: true,
    // Patroni looks for a member of this name; an address would find none, and the leader would be followed instead (KD-04).
    ...(upstream?.kind === 'member' ? { replicatefrom: upstream.name } : {}),
    version: String(postgres.version),
    spec: `${host.hardware.cpus}C.${memoryGb(host.hardware)}G.${diskGb(host.hardware)}G`,
    conf: tuning.conf,
  }
}
