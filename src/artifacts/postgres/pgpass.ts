import type { Instance } from '../../model/model.js'
import { isVerifier } from '../../model/password.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile, serverOnly } from '../files.js'

interface View {
  /** By user: libpq takes the first line that fits, and no two fit one user. */
  readonly entries: readonly Entry[]
}

interface Entry {
  readonly user: string
  readonly password: string
}

/**
 * .pgpass of the database OS user: passwords of the roles by which the members reach each other, on any host, port and database. Patroni is configured
 * with the same file and rewrites it with its own entry alone whenever it needs a password: on a replica the other lines do not last (KD-14),
 * so nothing that pgcompile writes depends on them.
 */
export const postgresPgpass = defineArtifact<View>({
  id: 'postgres/pgpass',
  component: 'postgres',
  format: 'pgpass',
  impact: { action: 'none', how: 'libpq reads it at every connection' },
  uses: [
    'patroni_enabled',
    'pg_admin_password',
    'pg_admin_username',
    'pg_dbsu',
    'pg_dbsu_home',
    'pg_dbsu_password',
    'pg_instances',
    'pg_mode',
    'pg_monitor_password',
    'pg_monitor_username',
    'pg_replication_password',
    'pg_replication_username',
    'pg_role',
    'pg_users',
    'pgcompile_target',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) =>
        instance.patroni === undefined
          ? []
          : instanceFile(instance, `${instance.postgres.home}/${instance.layout.passwordFile}`, serverOnly(instance, true), { entries: entriesOf(instance) }),
      ),
    ),
  content: ({ entries }) => entries.map(({ user, password }) => ['*', '*', '*', user, password]),
})

/** The coordinator's sessions of Citus reach the workers as their own users, so a primary knows them too; a verifier is no password (KD-48). */
function entriesOf({ cluster, role, postgres, users }: Instance): Entry[] {
  const { superuser, replication, monitor, admin } = postgres
  const passwords = new Map<string, string>()
  if (cluster.mode === 'citus' && role === 'primary')
    for (const { name, state, password } of users)
      if (state !== 'absent' && password !== undefined && password !== '' && !isVerifier(password)) passwords.set(name, password)
  for (const { name, password } of [superuser, replication, monitor, admin]) if (password !== '') passwords.set(name, password)
  return [...passwords].map(([user, password]) => ({ user, password })).sort((a, b) => (a.user < b.user ? -1 : 1))
}
