import { effectiveNumber } from '../model/effective-setting.js'
import type { Instance } from '../model/model.js'
import { type DatabaseDemand, poolDemand } from '../model/pool-demand.js'
import { defineCheck, type Finding } from './check.js'

/** Pools that together may ask for more connections than the server has: at the worst moment it refuses them, and whoever came last gets an error. */
export const poolExceedsServer = defineCheck({
  code: 'pool-exceeds-server',
  severity: 'warning',
  summary: 'pools that together may hold more connections than the server takes',
  hint: 'lower pool_size, pool_reserve or pool_connlimit, or raise pg_max_conn',
  *ofCluster({ instances }) {
    const finding = instances.map(look).find((found) => found !== undefined)
    if (finding !== undefined) yield finding
  },
})

function look(instance: Instance): Finding | undefined {
  const most = effectiveNumber(instance, 'max_connections')
  const demand = poolDemand(instance).filter(({ connections }) => connections > 0)
  const [largest] = demand.toSorted((a, b) => b.connections - a.connections)
  if (most === undefined || largest === undefined) return undefined
  const reserved = ['superuser_reserved_connections', 'reserved_connections'].reduce((sum, name) => sum + (effectiveNumber(instance, name)?.value ?? 0), 0)
  const total = demand.reduce((sum, { connections }) => sum + connections, 0)
  if (total <= most.value - reserved) return undefined
  return {
    at: largest.database.at,
    message: `the pool of ${instance.name} may hold ${total} server connections (${summed(demand)}), and max_connections ${most.value} less ${reserved} reserved leaves ${most.value - reserved}`,
  }
}

/** The arithmetic, for as many databases as a line can hold. */
function summed(demand: readonly DatabaseDemand[]): string {
  const parts = demand.slice(0, 4).map(({ database, connections, users, each, limit }) => {
    const product = `${users} ${users === 1 ? 'user' : 'users'} x ${each}`
    const cut = connections === users * each ? '' : connections === limit ? `, at most ${limit}` : ', less the limits of users'
    return `${connections} to ${database.name}: ${product}${cut}`
  })
  const rest = demand.slice(4).reduce((sum, { connections }) => sum + connections, 0)
  return [...parts, ...(rest > 0 ? [`${rest} to ${demand.length - 4} more`] : [])].join('; ')
}
