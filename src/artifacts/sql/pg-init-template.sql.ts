import { backupFunctions } from '../../compat/provisioning.js'
import type { Instance } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { list, name, type ScriptView, type Section, scriptContent, sql, word } from '../statement.js'
import { bloat } from './monitor/bloat.js'
import { files, logLevel } from './monitor/files.js'
import { heartbeat, heartbeatTable } from './monitor/heartbeat.js'
import { objectStatements } from './monitor/object.js'
import { poolAuth, sharedMemory } from './monitor/server.js'
import { sessions } from './monitor/sessions.js'
import { onPublic, optionalExtension, privilegeStatements, schemaStatements } from './parts/object.js'
import { scriptRights } from './parts/script.js'

/** What template1 hands on to every new database, and postgres has as well: default privileges, schemas, extensions, what monitoring reads. */
export const sqlPgInitTemplate = defineArtifact<ScriptView>({
  id: 'sql/pg-init-template.sql',
  component: 'postgres',
  format: 'sql',
  impact: { action: 'manual', how: 'run /pg/bin/pg-init on the primary; databases that exist keep what they have' },
  uses: [
    'patroni_enabled',
    'patroni_port',
    'patroni_ssl_enabled',
    'pg_admin_username',
    'pg_cluster',
    'pg_dbsu',
    'pg_default_extensions',
    'pg_default_privileges',
    'pg_default_roles',
    'pg_default_schemas',
    'pg_instances',
    'pg_monitor_username',
    'pg_replication_username',
    'pg_role',
    'pg_version',
    'pgbouncer_enabled',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ primary }) =>
      primary.patroni === undefined
        ? []
        : instanceFile(primary, `${primary.layout.tmp}/pg-init-template.sql`, { ...scriptRights(primary), secret: false }, viewOf(primary)),
    ),
  content: scriptContent,
})

function viewOf(instance: Instance): ScriptView {
  const { provisioning, postgres, defaultRoles } = instance
  const roles = new Set(defaultRoles.map((role) => role.name))
  const makers = [postgres.superuser.name, postgres.admin.name, ...(roles.has('dbrole_admin') ? ['dbrole_admin'] : [])]
  return {
    purpose: 'What every new database begins with. /pg/bin/pg-init runs it in template1, then in postgres; a second run changes nothing.',
    sections: [
      { title: 'What objects made later give to others', statements: makers.flatMap((maker) => privilegeStatements(maker, provisioning.privileges)) },
      {
        title: 'Schemas',
        statements: [
          sql`CREATE SCHEMA IF NOT EXISTS monitor`,
          ...provisioning.schemas.filter((schema) => schema.name !== 'monitor' || !schema.absent).flatMap(schemaStatements),
        ],
      },
      { title: 'Only administrators make objects in schema public', statements: onPublic([sql`REVOKE CREATE ON SCHEMA public FROM PUBLIC`]) },
      { title: 'Extensions', statements: provisioning.extensions.flatMap(optionalExtension) },
      {
        title: 'Access to files of the server',
        statements: [sql`CREATE EXTENSION IF NOT EXISTS file_fdw`, sql`CREATE SERVER IF NOT EXISTS fs FOREIGN DATA WRAPPER file_fdw`],
      },
      { title: 'What backups and replication call', statements: replicationStatements(instance) },
      ...monitoring(instance, roles),
    ],
  }
}

const replicationFunctions = [
  'current_setting(text)',
  'set_config(text, text, boolean)',
  'pg_is_in_recovery()',
  'pg_create_restore_point(text)',
  'pg_switch_wal()',
  'pg_last_wal_replay_lsn()',
  'txid_current()',
  'txid_current_snapshot()',
  'txid_snapshot_xmax(txid_snapshot)',
  'pg_control_checkpoint()',
]

function replicationStatements({ postgres: { version, replication } }: Instance) {
  const functions = [...replicationFunctions, ...backupFunctions(version)].map((signature) => word(`pg_catalog.${signature}`))
  return [
    sql`GRANT USAGE ON SCHEMA pg_catalog TO ${name(replication.name)}`,
    sql`GRANT EXECUTE ON FUNCTION ${list(functions, ',\n  ')} TO ${name(replication.name)}`,
  ]
}

function monitoring(instance: Instance, roles: ReadonlySet<string>): Section[] {
  const { postgres, provisioning, cluster } = instance
  const { version, monitor, admin, replication, dataDirectory } = postgres
  const members = [instance, ...cluster.instances.filter((other) => other !== instance)]
  // Patroni listens on the address of its host alone (KD-18), and the database may be asked on any member, after any failover.
  const patroni = members.flatMap((member) =>
    member.patroni === undefined ? [] : `${member.patroni.tls ? 'https' : 'http'}://${endpoint(member.host.address, member.patroni.port)}/cluster`,
  )
  const source = { stanza: cluster.name, dataDirectory, patroni, ...(instance.patroni?.tls ? { certificate: instance.layout.certificate.ca } : {}) }
  return [
    {
      title: 'Schema of what monitoring reads',
      statements: [
        sql`GRANT USAGE ON SCHEMA monitor TO ${list([monitor, admin, replication].map((account) => name(account.name)))}`,
        sql`ALTER ROLE ${name(monitor.name)} SET search_path TO 'monitor', 'public'`,
      ],
    },
    { title: 'From here on all or nothing: what is made anew below is never missing', statements: [sql`BEGIN`] },
    { title: 'Heartbeat of the cluster', statements: [...heartbeatTable(roles), ...objectStatements(heartbeat, roles)] },
    { title: 'Space that tables and indexes waste', statements: objectStatements(bloat, roles) },
    { title: 'Sessions, locks, scans of whole tables', statements: objectStatements(sessions(version), roles) },
    { title: 'Shared memory, and the users of the pool', statements: objectStatements([sharedMemory, ...(provisioning.pooled ? [poolAuth] : [])], roles) },
    { title: 'Logs, backups, Patroni, processes and disks', statements: [...logLevel, ...objectStatements(files(version, source), roles)] },
    { title: 'Done', statements: [sql`COMMIT`] },
  ]
}
