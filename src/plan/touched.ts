import type { Comparison } from '../diff/diff.js'
import type { Instance, Model } from '../model/model.js'

/**
 * The clusters that may be reached otherwise than before: all that decides about access stands in files of their hosts and of the hosts of their services,
 * so one of these differs. Clusters that take roles or databases from others are always among them.
 */
export function touchedClusters({ files }: Comparison, models: readonly Model[]): ReadonlySet<string> {
  const hosts = new Set(files.flatMap(({ host, before, after }) => [host, ...[before, after].flatMap((side) => side?.host ?? [])]))
  return new Set(
    models.flatMap(({ clusters, services }) => [
      ...clusters.filter(({ instances }) => instances.some((each) => hosts.has(each.host.name) || leansOnOthers(each))).map(({ name }) => name),
      ...services.filter(({ host }) => hosts.has(host.name)).map(({ cluster }) => cluster.name),
    ]),
  )
}

function leansOnOthers({ upstream, pool }: Instance): boolean {
  return upstream?.kind === 'cluster' || pool?.databases.some(({ redirected }) => redirected) === true
}
