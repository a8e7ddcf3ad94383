import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { type ScriptView, scriptContent } from '../statement.js'
import { passwordStatements } from './parts/password.js'
import { passwordSections, roleStatements } from './parts/role.js'
import { scriptRights } from './parts/script.js'

/** The roles of every cluster, in the order of pg_default_roles, then the passwords of the three system users. */
export const sqlPgInitRoles = defineArtifact<ScriptView>({
  id: 'sql/pg-init-roles.sql',
  component: 'postgres',
  format: 'sql',
  impact: { action: 'manual', how: 'run /pg/bin/pg-init on the primary' },
  uses: [
    'patroni_enabled',
    'pg_admin_password',
    'pg_admin_username',
    'pg_dbsu',
    'pg_default_roles',
    'pg_instances',
    'pg_monitor_password',
    'pg_monitor_username',
    'pg_replication_password',
    'pg_replication_username',
    'pg_role',
    'pg_version',
    'pgcompile_target',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ primary }) =>
      primary.patroni === undefined ? [] : instanceFile(primary, `${primary.layout.tmp}/pg-init-roles.sql`, scriptRights(primary), viewOf(primary)),
    ),
  content: scriptContent,
})

function viewOf({ defaultRoles, postgres: { version, replication, monitor, admin } }: Instance): ScriptView {
  const system = [replication, monitor, admin]
  return {
    purpose: 'Roles that every cluster has. /pg/bin/pg-init runs it in database postgres; a second run changes nothing.',
    sections: [
      ...passwordSections([...defaultRoles, ...system].map(({ password }) => password)),
      ...defaultRoles.map((role) => ({ title: `Role ${role.name}`, statements: roleStatements(role, version) })),
      {
        title: 'Passwords of the users by which replication, monitoring and administration log in',
        statements: system.flatMap(({ name, password }) => passwordStatements(name, password)),
      },
    ],
  }
}
