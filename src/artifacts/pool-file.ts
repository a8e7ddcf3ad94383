import type { Instance } from '../model/model.js'
import type { Pool } from '../model/pool.js'
import type { FileSpec, Scopes } from './artifact.js'
import { instanceFile } from './files.js'

interface PoolFile {
  /** Name in the directory of PgBouncer. */
  readonly name: string
  readonly mode: string
  readonly secret: boolean
}

/** One file in the directory of PgBouncer for every instance with a pool. */
export function poolFiles<View>(model: Scopes['cluster'], { name, mode, secret }: PoolFile, view: (pool: Pool, instance: Instance) => View): FileSpec<View>[] {
  return model.clusters.flatMap(({ instances }) =>
    instances.flatMap((instance) => {
      const { pool, layout, postgres } = instance
      if (pool === undefined) return []
      const rights = { owner: postgres.superuser.name, group: 'postgres', mode, secret }
      return [instanceFile(instance, `${layout.pgbouncerDirectory}/${name}`, rights, view(pool, instance), 'pgbouncer')]
    }),
  )
}
