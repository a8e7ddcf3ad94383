import { effectiveNumber, effectiveSetting } from '../model/effective-setting.js'
import type { Instance } from '../model/model.js'
import { type DatabaseDemand, poolDemand, poolLimits } from '../model/pool-demand.js'
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

const reserves = ['superuser_reserved_connections', 'reserved_connections']

function look(instance: Instance): Finding | undefined {
  if (fitsAnyway(instance)) return undefined
  const most = effectiveNumber(instance, 'max_connections')
  const demand = poolDemand(instance).filter(({ connections }) => connections > 0)
  const [largest] = demand.toSorted((a, b) => b.connections - a.connections)
  if (most === undefined || largest === undefined) return undefined
  const reserved = reserves.reduce((sum, name) => sum + (effectiveNumber(instance, name)?.value ?? 0), 0)
  const total = demand.reduce((sum, { connections }) => sum + connections, 0)
  if (total <= most.value - reserved) return undefined
  return {
    at: largest.database.at,
    message: `the pool of ${instance.name} may hold ${total} server connections (${summed(demand)}), and max_connections ${most.value} less ${reserved} reserved leaves ${most.value - reserved}`,
  }
}

/** Whether the server has room even if every database had as many connections as its own limit allows, whoever asks for them. Only of settings that nobody gave. */
function fitsAnyway(instance: Instance): boolean {
  const { pool, serverSettings } = instance
  if (pool === undefined || serverSettings.some(({ name }) => reserves.includes(name.toLowerCase()))) return false
  const [most = 0, ...reserved] = ['max_connections', ...reserves].map((name) => Number(effectiveSetting(instance, name)?.text ?? 0))
  const limits = pool.databases.map(({ redirected, options }) => (redirected ? 0 : Math.max(0, options.connectionLimit ?? poolLimits.perDatabase)))
  return [...limits, ...reserved].reduce((sum, number) => sum + number, 0) <= most
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
