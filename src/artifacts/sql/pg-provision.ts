import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { type RunnerView, run, runnerContent, runnerRights, runnerView } from './parts/runner.js'
import { databaseScript, userScript } from './parts/script.js'

/** Runs the scripts of the users and databases of the inventory in its order, on the primary. As pg-init, it belongs to servers that Patroni makes. */
export const sqlPgProvision = defineArtifact<RunnerView>({
  id: 'sql/pg-provision',
  component: 'postgres',
  format: 'shell',
  impact: { action: 'manual', how: 'run it on the primary' },
  uses: [
    'patroni_enabled',
    'pg_bin_dir',
    'pg_conf',
    'pg_databases',
    'pg_dbsu',
    'pg_instances',
    'pg_localhost',
    'pg_port',
    'pg_provision',
    'pg_role',
    'pg_users',
    'pg_version',
    'pgcompile_target',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ primary }) =>
      primary.provisioning.enabled && primary.patroni !== undefined
        ? instanceFile(
            primary,
            `${primary.layout.bin}/pg-provision`,
            runnerRights,
            runnerView(primary, [
              ...primary.users.map(({ name }) => run(`user ${name}`, 'postgres', userScript(primary.layout, name))),
              ...primary.databases.map(({ name }) => run(`database ${name}`, 'postgres', databaseScript(primary.layout, name))),
            ]),
          )
        : [],
    ),
  content: runnerContent,
})
