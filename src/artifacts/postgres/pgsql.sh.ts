import type { Postgres } from '../../model/postgres.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile, open } from '../files.js'

interface View {
  readonly binDirectory: string
  readonly home: string
  readonly dataDirectory: string
  readonly port: number
  readonly database: string
}

/** What the programs of PostgreSQL need in a shell to reach the instance of the machine. */
export const postgresPgsqlSh = defineArtifact<View>({
  id: 'postgres/pgsql.sh',
  component: 'postgres',
  format: 'shell',
  impact: { action: 'none', how: 'at the next login' },
  uses: ['pg_bin_dir', 'pg_port', 'pg_primary_db'],
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) => instances.map((instance) => instanceFile(instance, '/etc/profile.d/pgsql.sh', open, viewOf(instance.postgres)))),
  content: ({ binDirectory, home, dataDirectory, port, database }) => [
    ['export', `PATH=${binDirectory}:/pg/bin:$PATH`],
    ['export', `PGHOME=${home}`],
    ['export', `PGDATA=${dataDirectory}`],
    ['export', `PGPORT=${port}`],
    ['export', `PGDATABASE=${database}`],
  ],
})

function viewOf({ binDirectory, dataDirectory, port, primaryDatabase }: Postgres): View {
  const home = binDirectory.replace(/\/+[^/]+\/*$/, '') || '/'
  return { binDirectory, home, dataDirectory, port, database: primaryDatabase }
}
