import type { PoolDatabase } from '../../model/pool.js'
import { defineArtifact } from '../artifact.js'
import { poolFiles } from '../pool-file.js'

interface View {
  readonly databases: readonly (readonly [name: string, options: readonly (readonly [key: string, value: string | number])[]])[]
}

/**
 * database.txt: the databases that clients of the pool may ask for, and where each is. The port always stands there: without one PgBouncer
 * takes 5432 whatever the server listens on (KD-07). `reserve_pool` is the name that every release reads.
 */
export const databaseTxt = defineArtifact<View>({
  id: 'pgbouncer/database.txt',
  component: 'pgbouncer',
  format: 'pgbouncer-options',
  impact: { action: 'reload', unit: 'pgbouncer.service' },
  uses: ['pg_databases', 'pg_dbsu', 'pg_instances', 'pg_localhost', 'pg_port', 'pgbouncer_enabled', 'pgbouncer_redirect_to'],
  each: 'cluster',
  files: (model) =>
    poolFiles(model, { name: 'database.txt', mode: '0600', secret: false }, ({ databases }) => ({
      databases: databases.map((database) => [database.name, optionsOf(database)]),
    })),
  content: ({ databases }) => databases,
})

function optionsOf({ host, port, options }: PoolDatabase): View['databases'][number][1] {
  const { authUser, mode, size, minimumSize, reserve, connectionLimit } = options
  const all = { host, port, auth_user: authUser, pool_mode: mode, pool_size: size, min_pool_size: minimumSize, reserve_pool: reserve }
  return Object.entries({ ...all, max_db_connections: connectionLimit }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
}
