import type { Instance } from '../../model/model.js'
import type { User } from '../../model/user.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { connectTo, type ScriptView, scriptContent } from '../statement.js'
import { dropRole, passwordSections, roleStatements } from './parts/role.js'
import { scriptRights, userScript } from './parts/script.js'

/** One user of pg_users: made, changed or dropped. */
export const sqlPgUser = defineArtifact<ScriptView>({
  id: 'sql/pg-user.sql',
  component: 'postgres',
  format: 'sql',
  impact: { action: 'manual', how: 'run it with psql on the primary, or /pg/bin/pg-provision' },
  uses: ['pg_dbsu', 'pg_instances', 'pg_provision', 'pg_role', 'pg_users', 'pg_version', 'pgcompile_target'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ primary }) =>
      primary.provisioning.enabled
        ? primary.users.map((user) => ({
            ...instanceFile(primary, userScript(primary.layout, user.name), scriptRights(primary), viewOf(user, primary)),
            at: user.at,
          }))
        : [],
    ),
  content: scriptContent,
})

function viewOf(user: User, { postgres }: Instance): ScriptView {
  const begin = { title: 'Any database will do: roles belong to the whole server', statements: connectTo('postgres') }
  if (user.state === 'absent')
    return {
      purpose: `Drops user ${user.name}, which the inventory calls absent; what it owns goes to ${postgres.superuser.name}.`,
      sections: [begin, { title: 'Sessions, objects, privileges, then the role', statements: dropRole(user.name, postgres.superuser.name) }],
    }
  return {
    purpose: `User ${user.name}. What the inventory does not say stays as it is; a second run changes nothing.`,
    sections: [begin, ...passwordSections([user.password]), { title: 'The role', statements: roleStatements(user, postgres.version) }],
  }
}
