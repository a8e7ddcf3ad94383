import { understood } from '../../compat/understands.js'
import type { Instance } from '../../model/model.js'
import type { Pool } from '../../model/pool.js'
import { poolLimits } from '../../model/pool-demand.js'
import { defineArtifact } from '../artifact.js'
import { poolFiles } from '../pool-file.js'

type Setting = readonly [key: string, value: string | number]

interface View {
  readonly users: string
  readonly databases: string
  /** Settings in groups, each below a comment. */
  readonly groups: readonly { readonly title: string; readonly settings: readonly Setting[] }[]
}

/**
 * pgbouncer.ini: how the pool listens, whom it believes, and how many server connections it keeps. Timeouts in seconds. Users and databases
 * stand in files of their own. Source: PgBouncer's configuration reference.
 */
export const pgbouncerIni = defineArtifact<View>({
  id: 'pgbouncer/pgbouncer.ini',
  component: 'pgbouncer',
  format: 'pgbouncer-ini',
  impact: { action: 'reload', unit: 'pgbouncer.service', how: 'a changed address, port or socket directory needs a restart' },
  uses: [
    'pg_admin_username',
    'pg_dbsu',
    'pg_instances',
    'pg_listen',
    'pg_monitor_username',
    'pg_vip_address',
    'pgbouncer_auth_query',
    'pgbouncer_enabled',
    'pgbouncer_ignore_param',
    'pgbouncer_log_dir',
    'pgbouncer_poolmode',
    'pgbouncer_port',
    'pgbouncer_sslmode',
    'pgbouncer_version',
    'pgcompile_target',
  ],
  each: 'cluster',
  files: (model) =>
    poolFiles(model, { name: 'pgbouncer.ini', mode: '0640', secret: false }, (pool, instance) => ({
      users: `${instance.layout.pgbouncerDirectory}/useropts.txt`,
      databases: `${instance.layout.pgbouncerDirectory}/database.txt`,
      groups: groupsOf(pool, instance),
    })),
  content: ({ users, databases, groups }) => [
    ['users', [['%include', users]]],
    ['databases', [['%include', databases]]],
    ['pgbouncer', groups.flatMap(({ settings }) => settings)],
  ],
})

function groupsOf(pool: Pool, instance: Instance): View['groups'] {
  return allGroups(pool, instance).map(({ title, settings }) => ({ title, settings: understood(instance.host.platform, 'pgbouncer', settings) }))
}

/** With settings that older versions do not have. */
function allGroups(pool: Pool, { postgres, layout }: Instance): View['groups'] {
  const { superuser, admin, monitor } = postgres
  return [
    {
      title: 'Where it listens.',
      settings: [
        ['listen_addr', postgres.listen.join(',')],
        ['listen_port', pool.port],
        ['unix_socket_dir', '/run/postgresql'],
        ['pidfile', layout.pgbouncerPidfile],
      ],
    },
    { title: 'Whom it believes.', settings: authentication(pool, superuser.name, layout.pgbouncerDirectory) },
    {
      title: 'Who may use its console: all of it, or only SHOW.',
      settings: [
        ['admin_users', `${superuser.name}, ${admin.name}`],
        ['stats_users', `${superuser.name}, ${monitor.name}`],
      ],
    },
    {
      title: 'TLS with clients.',
      settings: [
        ['client_tls_sslmode', pool.tls],
        ['client_tls_cert_file', layout.certificate.cert],
        ['client_tls_key_file', layout.certificate.key],
        ['client_tls_ca_file', layout.certificate.ca],
      ],
    },
    {
      title: 'Pools: each pair of database and user has one.',
      settings: [
        ['pool_mode', pool.mode],
        ['max_client_conn', 20000],
        ['default_pool_size', poolLimits.size],
        ['min_pool_size', 0],
        ['reserve_pool_size', poolLimits.reserve],
        ['reserve_pool_timeout', 1],
        ['max_db_connections', poolLimits.perDatabase],
        ['max_user_connections', poolLimits.perUser],
        ['max_prepared_statements', 256],
      ],
    },
    {
      title: 'Connections to the server.',
      settings: [
        ['server_reset_query', 'DISCARD ALL'],
        ['server_reset_query_always', 0],
        ['server_lifetime', 600],
        ['server_round_robin', 0],
        ['application_name_add_host', 0],
        ['ignore_startup_parameters', pool.ignoredParameters.join(', ')],
      ],
    },
    {
      title: 'Log.',
      settings: [
        ['logfile', `${pool.logDirectory}/pgbouncer.log`],
        ['log_connections', 0],
        ['log_disconnections', 0],
      ],
    },
  ]
}

function authentication({ authQuery }: Pool, superuser: string, directory: string): Setting[] {
  const files: Setting[] = [
    ['auth_type', 'hba'],
    ['auth_hba_file', `${directory}/pgb_hba.conf`],
    ['auth_file', `${directory}/userlist.txt`],
  ]
  if (!authQuery) return files
  return [...files, ['auth_user', superuser], ['auth_query', 'SELECT username, password FROM monitor.pgbouncer_auth($1)']]
}
