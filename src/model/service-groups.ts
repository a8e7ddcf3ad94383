import { listed } from '../source/listed.js'
import type { PublishedService } from './service.js'

/** Services that come from one definition: one list item of the inventory, or one built-in service of many clusters. */
export interface Definition {
  readonly first: PublishedService
  /** Names of the clusters that publish it, cut short after four where there are many. */
  readonly clusters: string
}

/** Groups services by definition, so that what is wrong with one definition is one finding, however many clusters and hosts share it. */
export function byDefinition(services: Iterable<PublishedService>): readonly Definition[] {
  const groups = new Map<string, PublishedService[]>()
  for (const service of services) {
    // A built-in definition stands at its cluster.
    const key = service.at === service.cluster.at ? service.name : `${service.at}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [service])
    else group.push(service)
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ first, clusters: listed([...new Set(group.map(({ cluster }) => cluster.name))]) }]
  })
}
