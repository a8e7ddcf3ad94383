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
import type { Cluster, Instance } from './model.js'
import { buildMonitoring } from './monitoring.js'
import { buildOperatingSystem } from './operating-system.js'
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
export function buildInstance(context: Context, cluster: Cluster): Instance {
  const { name, seq, role, host, at, layout } = context.member
  const upstream = buildUpstream(context)
  const serverSettings = buildServerSettings(context)
  const patroni = buildPatroni(context, serverSettings)
  const backup = buildBackup(context)
  const vip = buildVip(context)
  const dns = buildDns(context, vip)
  const defaultRoles = buildUsers(context, 'pg_default_roles')
  const users = buildUsers(context, 'pg_users')
  const databases = buildDatabases(context)
  const pool = buildPool(context, defaultRoles, users, databases)
  const logs = buildLogReading(context)
  return {
    name,
    seq,
    role,
    host,
    cluster,
    at,
    layout,
    ...(upstream === undefined ? {} : { upstream }),
    postgres: buildPostgres(context),
    dcs: buildDcs(context),
    defaultRoles,
    users,
    databases,
    provisioning: buildProvisioning(context, defaultRoles, users, databases),
    ...(context.settings.get('patroni_enabled') ? { hba: buildHba(context, 'postgres') } : {}),
    intranet: intranetOf(context),
    ...(pool === undefined ? {} : { pool }),
    rto: buildRto(context),
    ...(patroni === undefined ? {} : { patroni }),
    serverSettings,
    ...(backup === undefined ? {} : { backup }),
    ...(vip === undefined ? {} : { vip }),
    ...(dns === undefined ? {} : { dns }),
    monitoring: buildMonitoring(context),
    exporters: buildExporters(context),
    os: buildOperatingSystem(context),
    sodium: buildSodium(context),
    storage: buildStorage(context),
    ...(logs === undefined ? {} : { logs }),
    datasources: buildDatasources(context, databases),
  }
}
