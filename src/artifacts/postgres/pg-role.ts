import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { scriptRights, scriptsOf } from '../scripts.js'

interface View {
  readonly self: string
  readonly user: string
  readonly psql: string
  /** Directory of its socket. */
  readonly socket: string
  readonly port: number
}

/** Prints whether the server of this machine is primary or replica now, whatever the inventory says. */
export const postgresRole = defineArtifact<View>({
  id: 'postgres/pg-role',
  component: 'postgres',
  format: 'script',
  impact: { action: 'none', how: 'at its next run' },
  uses: ['pg_bin_dir', 'pg_dbsu', 'pg_instances', 'pg_localhost', 'pg_port', 'pg_version', 'pgcompile_target'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) => instances.map((instance) => instanceFile(instance, scriptsOf(instance).role, scriptRights, viewOf(instance)))),
})

function viewOf(instance: Instance): View {
  const { superuser, binDirectory, socketDirectory, port } = instance.postgres
  return { self: scriptsOf(instance).role, user: superuser.name, psql: `${binDirectory}/psql`, socket: socketDirectory, port }
}
