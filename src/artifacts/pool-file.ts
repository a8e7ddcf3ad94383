import type { Instance, Model } from '../model/model.js'
import type { Pool } from '../model/pool.js'
import type { FileSpec } from './artifact.js'

interface PoolFile {
  /** Name below /etc/pgbouncer. */
  readonly name: string
  readonly mode: string
  readonly secret: boolean
}

/** One file of /etc/pgbouncer for every instance with a pool. */
export function poolFiles<View>(model: Model, { name, mode, secret }: PoolFile, view: (pool: Pool, instance: Instance) => View): FileSpec<View>[] {
  return model.clusters.flatMap(({ instances }) =>
    instances.flatMap((instance) => {
      const { pool, host, postgres } = instance
      if (pool === undefined) return []
      const owner = postgres.superuser.name
      const path = `/etc/pgbouncer/${name}`
      return [{ host: host.name, path, owner, group: 'postgres', mode, secret, instance: instance.name, at: instance.at, view: view(pool, instance) }]
    }),
  )
}
