import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { type RunnerView, run, runnerContent, runnerRights, runnerView } from './parts/runner.js'

/** Runs the scripts that every cluster has, on its primary. Not written where pg_init names the operator's own. */
export const sqlPgInit = defineArtifact<RunnerView>({
  id: 'sql/pg-init',
  component: 'postgres',
  format: 'shell',
  impact: { action: 'manual', how: 'run it on the primary' },
  uses: [
    'patroni_enabled',
    'pg_bin_dir',
    'pg_conf',
    'pg_dbsu',
    'pg_init',
    'pg_instances',
    'pg_localhost',
    'pg_mode',
    'pg_port',
    'pg_primary_db',
    'pg_role',
    'pg_version',
    'pgcompile_target',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ primary }) =>
      primary.patroni === undefined || primary.provisioning.ownInit !== undefined
        ? []
        : instanceFile(
            primary,
            `${primary.layout.bin}/pg-init`,
            runnerRights,
            runnerView(primary, [
              run('roles', 'postgres', `${primary.layout.tmp}/pg-init-roles.sql`),
              ...templateDatabases(primary).map((database) => run(`objects of database ${database}`, database, `${primary.layout.tmp}/pg-init-template.sql`)),
            ]),
          ),
    ),
  content: runnerContent,
})

/** template1 hands it on; the others exist already and would not get it. */
function templateDatabases({ postgres: { mode, primaryDatabase } }: Instance): string[] {
  const own = mode === 'citus' && primaryDatabase !== 'postgres' ? [primaryDatabase] : mode === 'ivory' ? ['ivorysql'] : []
  return ['template1', 'postgres', ...own]
}
