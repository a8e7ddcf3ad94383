import { defineArtifact } from '../artifact.js'
import { poolFiles } from '../pool-file.js'

interface View {
  readonly users: readonly (readonly [name: string, secret: string])[]
}

/** userlist.txt: what the pool knows of its users: passwords in clear, MD5 hashes and SCRAM verifiers, as model/pool-secret.ts decides. */
export const userlistTxt = defineArtifact<View>({
  id: 'pgbouncer/userlist.txt',
  component: 'pgbouncer',
  format: 'userlist',
  impact: { action: 'reload', unit: 'pgbouncer.service' },
  uses: [
    'pg_admin_password',
    'pg_admin_username',
    'pg_dbsu',
    'pg_default_roles',
    'pg_instances',
    'pg_monitor_password',
    'pg_monitor_username',
    'pg_pwd_enc',
    'pg_users',
    'pgbouncer_auth_query',
    'pgbouncer_enabled',
  ],
  each: 'cluster',
  files: (model) =>
    poolFiles(model, { name: 'userlist.txt', mode: '0600', secret: true }, ({ secrets }) => ({ users: secrets.map(({ user, secret }) => [user, secret]) })),
  content: ({ users }) => users,
})
