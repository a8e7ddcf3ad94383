import { defineArtifact } from '../artifact.js'
import { poolFiles } from '../pool-file.js'

interface View {
  readonly users: readonly (readonly [name: string, options: readonly (readonly [key: string, value: string | number])[]])[]
}

/** useropts.txt: the users whose pool mode or number of server connections differs from pgbouncer.ini; they need not be in userlist.txt. */
export const useroptsTxt = defineArtifact<View>({
  id: 'pgbouncer/useropts.txt',
  component: 'pgbouncer',
  format: 'pgbouncer-options',
  impact: { action: 'reload', unit: 'pgbouncer.service' },
  uses: ['pg_dbsu', 'pg_default_roles', 'pg_instances', 'pg_users', 'pgbouncer_enabled'],
  each: 'cluster',
  files: (model) =>
    poolFiles(model, { name: 'useropts.txt', mode: '0600', secret: false }, ({ userOptions }) => ({
      users: userOptions.map(({ name, mode, connectionLimit }) => [
        name,
        Object.entries({ pool_mode: mode, max_user_connections: connectionLimit }).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value] as const],
        ),
      ]),
    })),
  content: ({ users }) => users,
})
