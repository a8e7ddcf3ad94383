import type { ParameterName } from '../catalog/catalog.js'
import { buildBackup } from './backup.js'
import type { Context } from './context.js'
import { buildDatabases } from './database.js'
import { buildDatasources } from './datasource.js'
import { buildDcs } from './dcs.js'
import { buildDns } from './dns.js'
import { buildExporters } from './exporters.js'
import { buildHba } from './hba.js'
import { intranetOf } from './hba-address.js'
import { buildLogReading } from './logging.js'
import type { Cluster, Host, Instance } from './model.js'
import { buildMonitoring } from './monitoring.js'
import { buildOperatingSystem } from './operating-system.js'
import type { Parts } from './parts.js'
import { buildPatroni } from './patroni.js'
import { buildPool } from './pool.js'
import { buildPostgres } from './postgres.js'
import { buildProvisioning } from './provisioning.js'
import { buildRto } from './rto.js'
import { buildServerSettings } from './server-settings.js'
import { buildSodium } from './sodium.js'
import { buildStorage } from './storage.js'
import { buildUpstream } from './upstream.js'
import { buildUsers } from './user.js'
import { buildVip } from './vip.js'

/** Puts an instance together from its parts. `cluster` is still being filled: parts look at `context.cluster` instead. */
export function buildInstance(context: Context, host: Host, parts: Parts, cluster: Cluster): Instance {
  const { name, seq, role, at, layout } = context.member
  const part = <T>(kind: string, make: (context: Context) => T, ...inputs: readonly unknown[]): T => parts.part(kind, inputs, context, make)
  const listed = <T>(parameter: ParameterName, make: (context: Context) => T): T => parts.part(parameter, [], context, make, context.settings.list(parameter))
  const upstream = buildUpstream(context)
  const serverSettings = part('serverSettings', buildServerSettings)
  const patroni = buildPatroni(context, serverSettings, parts)
  const { logs, backup, ...general } = part('general', (watched) => buildGeneral(watched, parts))
  const vip = part('vip', buildVip)
  const dns = part('dns', (watched) => buildDns(watched, vip), vip)
  const defaultRoles = listed('pg_default_roles', (watched) => buildUsers(watched, 'pg_default_roles'))
  const users = listed('pg_users', (watched) => buildUsers(watched, 'pg_users'))
  const databases = listed('pg_databases', buildDatabases)
  const pool = part('pool', (watched) => buildPool(watched, parts, defaultRoles, users, databases), defaultRoles, users, databases)
  const hba = part('hba', (watched) => (watched.settings.get('patroni_enabled') ? buildHba(watched, 'postgres', parts) : undefined))
  return {
    name,
    seq,
    role,
    host,
    cluster,
    at,
    layout,
    ...(upstream === undefined ? {} : { upstream }),
    postgres: buildPostgres(context, parts),
    dcs: part('dcs', buildDcs),
    defaultRoles,
    users,
    databases,
    provisioning: part('provisioning', (watched) => buildProvisioning(watched, parts, defaultRoles, users, databases), defaultRoles, users, databases),
    ...(hba === undefined ? {} : { hba }),
    ...(pool === undefined ? {} : { pool }),
    ...(patroni === undefined ? {} : { patroni }),
    serverSettings,
    ...(backup === undefined ? {} : { backup }),
    ...(vip === undefined ? {} : { vip }),
    ...(dns === undefined ? {} : { dns }),
    ...general,
    sodium: part('sodium', buildSodium),
    storage: part('storage', buildStorage),
    ...(logs === undefined ? {} : { logs }),
    datasources: part('datasources', (watched) => buildDatasources(watched, databases), databases),
  }
}

/** What most instances have in common: found at once, or where one of these differs, one after the other. */
function buildGeneral(context: Context, parts: Parts) {
  const part = <T>(kind: string, make: (context: Context) => T): T => parts.part(kind, [], context, make)
  return {
    rto: part('rto', buildRto),
    monitoring: part('monitoring', buildMonitoring),
    exporters: part('exporters', buildExporters),
    os: part('os', buildOperatingSystem),
    intranet: part('intranet', intranetOf),
    logs: part('logs', buildLogReading),
    backup: part('backup', buildBackup),
  }
}
