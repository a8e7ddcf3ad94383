import { isHbaRecord } from '../syntax/hba.js'
import type { Database } from './database.js'
import type { HbaRule } from './hba.js'
import { type HbaConnection, matchRecord } from './hba-match.js'
import type { Instance } from './model.js'
import type { Pool, PoolDatabase } from './pool.js'
import { Remembered } from './remembered.js'
import { accountsOf, rolesOf, type User } from './user.js'

/** What pgbouncer.ini sets for all pools; each counts server connections. */
export const poolLimits = { size: 50, reserve: 30, perDatabase: 100, perUser: 100 } as const

/** How many server connections the pool of an instance can really hold to one database at the same time, beside those to the others. */
export interface DatabaseDemand {
  readonly database: PoolDatabase
  readonly connections: number
  /** Users with a pool of their own in it. */
  readonly users: number
  /** The most connections of one such pool, its reserve included. */
  readonly each: number
  /** The most connections to the database. */
  readonly limit: number
}

/**
 * A worst case that can happen: every user of the pool that the rules let through asks every database for as much as its limits allow. Each pair
 * of user and database is a pool; databases and users have limits of their own, here and in the server.
 */
export function poolDemand(instance: Instance): readonly DatabaseDemand[] {
  const { pool, hba, databases, defaultRoles, users } = instance
  if (pool === undefined || hba === undefined) return []
  return demands.of([pool, hba, databases, defaultRoles, users], '', () => demandOf(instance, pool, hba))
}

const demands = new Remembered<readonly DatabaseDemand[]>()

function demandOf(instance: Instance, pool: Pool, hba: readonly HbaRule[]): readonly DatabaseDemand[] {
  const { databases, users } = instance
  const accounts = accountsOf(instance).all
  const looked = pool.authQuery ? users.filter(({ password }) => password).map(({ name }) => name) : []
  const named = pool.secrets.filter(({ secret }) => secret !== '').map(({ user }) => user)
  const asking = [...new Set([...named, ...looked])].filter((user) => mayLogin(user, accounts))
  const left = new Map(asking.map((user) => [user, userLimit(user, pool, accounts)]))
  return pool.databases
    .filter(({ redirected }) => !redirected)
    .map((database) => {
      const { options, name } = database
      const each = (options.size ?? poolLimits.size) + (options.reserve ?? poolLimits.reserve)
      const limit = Math.min(options.connectionLimit ?? poolLimits.perDatabase, serverLimit(databases.find((known) => known.name === name)))
      const admitted = asking.filter((user) => {
        const connection = { database: name, user, roles: rolesOf(user, accounts) }
        return admits(hba, connection) && admits(pool.hba, connection, true)
      })
      let connections = 0
      for (const user of admitted) {
        const own = Math.min(each, left.get(user) ?? 0, limit - connections)
        left.set(user, (left.get(user) ?? 0) - own)
        connections += own
      }
      return { database, connections, users: admitted.length, each, limit }
    })
}

function mayLogin(name: string, accounts: readonly User[]): boolean {
  const account = accounts.findLast((user) => user.name === name)
  return account?.login !== false && account?.state !== 'absent'
}

function userLimit(name: string, pool: Pool, accounts: readonly User[]): number {
  const own = pool.userOptions.find((options) => options.name === name)?.connectionLimit ?? poolLimits.perUser
  return Math.min(own, serverLimit(accounts.findLast((user) => user.name === name)))
}

/** CONNECTION LIMIT of a role or database, where there is one. */
function serverLimit(object: Database | User | undefined): number {
  const limit = object?.connectionLimit ?? -1
  return limit < 0 ? Number.POSITIVE_INFINITY : limit
}

/** Over the socket; or, from `anywhere`, whether some line lets this user in, which only its address decides. */
function admits(rules: readonly HbaRule[], connection: HbaConnection, anywhere = false): boolean {
  for (const { lines } of rules)
    for (const { entry } of lines) {
      if (!isHbaRecord(entry)) continue
      const match = matchRecord(anywhere ? { ...entry, type: 'local' } : entry, connection)
      if (match === 'yes' && entry.method !== 'reject') return true
      if (match === 'yes' && !anywhere) return false
    }
  return false
}
