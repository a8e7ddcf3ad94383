import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { commonFile, instancesByHost, open } from '../files.js'

interface View {
  readonly binDirectory: string
  /** Of the scripts beside the server. */
  readonly scripts: string
  readonly home: string
  readonly dataDirectory: string
  readonly port: number
  readonly database: string
}

/** What the programs of PostgreSQL need in a shell to reach the instance of the machine; of several the one with the lowest port. */
export const postgresPgsqlSh = defineArtifact<View>({
  id: 'postgres/pgsql.sh',
  component: 'postgres',
  format: 'shell',
  impact: { action: 'none', how: 'at the next login' },
  uses: ['pg_bin_dir', 'pg_instances', 'pg_port', 'pg_primary_db', 'pg_version', 'pgcompile_target'],
  each: 'neighbours',
  files: (model) => instancesByHost(model).map((instances) => commonFile(instances, '/etc/profile.d/pgsql.sh', open, viewOf(instances[0]))),
  content: ({ binDirectory, scripts, home, dataDirectory, port, database }) => [
    ['export', `PATH=${binDirectory}:${scripts}:$PATH`],
    ['export', `PGHOME=${home}`],
    ['export', `PGDATA=${dataDirectory}`],
    ['export', `PGPORT=${port}`],
    ['export', `PGDATABASE=${database}`],
  ],
})

function viewOf({ layout, postgres }: Instance): View {
  const { binDirectory, dataDirectory, port, primaryDatabase } = postgres
  const home = binDirectory.replace(/\/+[^/]+\/*$/, '') || '/'
  return { binDirectory, scripts: layout.bin, home, dataDirectory, port, database: primaryDatabase }
}
