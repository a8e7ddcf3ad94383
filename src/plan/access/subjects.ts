import { engineOf } from '../../access/engine.js'
import { besideDatabases } from '../../access/expectations.js'
import { anyOther, databasesOf, loginsOf } from '../../access/names.js'
import type { Cluster } from '../../model/model.js'
import { isHbaRecord } from '../../syntax/hba.js'
import type { ClusterSide } from '../access.js'

/** The roles to ask about: those that may log in on either side, those that only a rule names, and all others as one. */
export function usersOf(sides: readonly ClusterSide[]): readonly string[] {
  const logins = sides.flatMap(({ model, cluster }) => loginsOf(model, cluster).map(({ name }) => name))
  const named = sides.flatMap(({ model, cluster }) => namesIn(cluster, 'users').filter((name) => !engineOf(model).serverOf(cluster.primary).accounts.has(name)))
  return [...new Set([...logins, ...named, anyOther])]
}

/** The databases to ask about; likewise. */
export function allDatabasesOf(sides: readonly ClusterSide[]): readonly string[] {
  const own = sides.flatMap(({ cluster }) => databasesOf(cluster))
  return [...new Set([...own, ...besideDatabases, ...sides.flatMap(({ cluster }) => namesIn(cluster, 'databases')), anyOther])]
}

/** Whether the inventory of a side speaks of the role: as one that is there, or as one that it drops. */
export function knowsUser({ model, cluster }: ClusterSide, user: string): boolean {
  return engineOf(model).serverOf(cluster.primary).accounts.has(user)
}

export function knowsDatabase({ cluster }: ClusterSide, database: string): boolean {
  return [...databasesOf(cluster), ...besideDatabases].includes(database)
}

function namesIn({ instances }: Cluster, column: 'users' | 'databases'): readonly string[] {
  const entries = instances.flatMap(({ hba = [], pool }) => [...hba, ...(pool?.hba ?? [])].flatMap(({ lines }) => lines.map(({ entry }) => entry)))
  return entries.filter(isHbaRecord).flatMap((record) => record[column].flatMap((token) => ('name' in token ? [token.name] : [])))
}
