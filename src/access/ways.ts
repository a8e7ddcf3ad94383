import { everywhere } from '../model/connection-space.js'
import { common, type Intervals } from '../model/intervals.js'
import type { Cluster, Instance, Model } from '../model/model.js'
import type { Asker } from './asker.js'
import { candidatesOf, type Door, type End } from './doors.js'
import { engineOf } from './engine.js'
import type { Passage } from './passage.js'
import type { Transport } from './regions.js'
import { leadsTo, type Target } from './target.js'

/** One way in for a set of client addresses: through this door to this end while that member is the primary. */
export interface Way {
  readonly door: Door
  readonly primary: Instance
  readonly end?: End
  /** On the line of `addressRange`; for the socket everything. */
  readonly addresses: Intervals
  readonly passage: Passage
}

/** Every way of a cluster for one user and database, within these addresses: whoever is the primary, backups included. */
export function waysOf(model: Model, cluster: Cluster, asker: Asker, transport: Transport, within: Intervals, to?: Target): readonly Way[] {
  const engine = engineOf(model)
  return engine.doorsOf(cluster).flatMap((door) =>
    candidatesOf(cluster)
      .filter((primary) => leadsTo(to, door, primary))
      .flatMap((primary) =>
        engine.passages(door, primary, asker, transport).flatMap(({ end, regions }) =>
          regions.flatMap((region): Way[] => {
            const addresses = within === everywhere ? region.addresses : common(region.addresses, within)
            return addresses.length === 0 ? [] : [{ door, primary, ...(end === undefined ? {} : { end }), addresses, passage: region.passage }]
          }),
        ),
      ),
  )
}

/** A door as people call it: a service once for all machines that offer it. */
export function doorLabel({ service, name, port }: Door): string {
  return service === undefined ? name : `${service.proxy}:${port}`
}
