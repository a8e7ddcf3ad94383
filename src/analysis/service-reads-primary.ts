import type { PublishedService } from '../model/service.js'
import { byDefinition } from '../model/service-groups.js'
import { defineCheck } from './check.js'

/** Paths of Patroni that a replica and the primary both answer with status 200. Source: Patroni's REST API documentation. */
const answeredByBoth: ReadonlySet<string> = new Set(['/read-only', '/read-only-sync', '/read-only-quorum'])

/**
 * A service for reading that keeps the primary as a backup does so by the roles of the inventory. After a failover an ordinary server of
 * it is the primary, still passes the check, and takes its share of the reads (KD-80). One note for all clusters with the same definition.
 */
export const serviceReadsPrimary = defineCheck({
  code: 'service-reads-primary',
  severity: 'note',
  summary: 'service for reading that also reads from a promoted replica',
  hint: 'a check of /replica keeps every primary out; then there is no service while no replica is up',
  *run({ services }) {
    for (const { first, clusters } of byDefinition(services.filter(admitsPromoted)))
      yield {
        at: first.at,
        message: `service ${first.name} of ${clusters} also sends reads to the primary after a failover, because a promoted replica still passes ${first.check}`,
      }
  },
})

function pathOf(check: string): string {
  const end = check.indexOf('?')
  return end < 0 ? check : check.slice(0, end)
}

function admitsPromoted({ check, servers }: PublishedService): boolean {
  return (
    servers.length > 1 &&
    answeredByBoth.has(pathOf(check)) &&
    servers.some(({ instance, backup }) => !backup && instance.role !== 'primary' && instance.role !== 'offline')
  )
}
