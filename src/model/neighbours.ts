import { grouped } from '../source/grouped.js'
import type { Cluster, Instance } from './model.js'
import { Remembered } from './remembered.js'

const known = new Remembered<readonly (readonly Instance[])[]>()

/** The instances that share their host with others, host by host: mostly there are none. */
export function neighboursIn(clusters: readonly Cluster[]): readonly (readonly Instance[])[] {
  return known.from(clusters, collect)
}

function collect(clusters: readonly Cluster[]): readonly (readonly Instance[])[] {
  const hosts = new Set<string>()
  let count = 0
  for (const { instances } of clusters)
    for (const { host } of instances) {
      hosts.add(host.name)
      count++
    }
  if (hosts.size === count) return []
  const all = clusters.flatMap(({ instances }) => instances)
  return [...grouped(all, ({ host }) => host.name).values()].filter(({ length }) => length > 1)
}
