import { defineCheck } from './check.js'

/** A user that exporters, Patroni and the pool log in as, and that nothing creates (KD-49). */
export const systemUserMissing = defineCheck({
  code: 'system-user-missing',
  severity: 'error',
  summary: 'system user that no default role creates',
  hint: 'a renamed system user needs a role of its new name in pg_default_roles',
  *ofCluster({ name, primary }) {
    const { replication, admin, monitor } = primary.postgres
    const created = new Set(primary.defaultRoles.map((role) => role.name))
    for (const [parameter, account] of Object.entries({
      pg_replication_username: replication,
      pg_admin_username: admin,
      pg_monitor_username: monitor,
    }))
      if (!created.has(account.name))
        yield {
          at: account.at,
          message: `${parameter} of cluster ${name} is ${account.name}, and pg_default_roles has no such role: its password could not be set, and nothing could log in as it`,
        }
  },
})
