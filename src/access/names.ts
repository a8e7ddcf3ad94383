import type { Cluster, Model } from '../model/model.js'
import type { Account } from './accounts.js'
import { engineOf } from './engine.js'

/** Stands for every role, or database, that the inventory does not name. No name in a rule is that. */
export const anyOther = '(any other)'

/** The roles of a cluster that may log in, as far as the inventory says, in its order. */
export function loginsOf(model: Model, cluster: Cluster): readonly Account[] {
  return [...engineOf(model).serverOf(cluster.primary).accounts.values()].filter(({ exists, login }) => exists !== 'no' && login)
}

/** The databases of a cluster: its own in the order of the inventory, then those of every server. */
export function databasesOf({ primary }: Cluster): readonly string[] {
  const own = primary.databases.filter(({ state }) => state !== 'absent').map(({ name }) => name)
  return [...new Set([...own, 'postgres', 'template1'])]
}
