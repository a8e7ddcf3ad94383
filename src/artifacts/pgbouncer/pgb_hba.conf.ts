import { defineArtifact } from '../artifact.js'
import { type HbaView, hbaContent, hbaView } from '../hba-view.js'
import { poolFiles } from '../pool-file.js'

/**
 * pgb_hba.conf: who may connect to the pool. The grammar is PostgreSQL's without roles, regular expressions and host names. A line that
 * PgBouncer cannot read is skipped with a warning, and a later, wider one decides.
 */
export const pgbHbaConf = defineArtifact<HbaView>({
  id: 'pgbouncer/pgb_hba.conf',
  component: 'pgbouncer',
  format: 'hba',
  impact: { action: 'reload', unit: 'pgbouncer.service' },
  uses: [
    'admin_ip',
    'node_firewall_intranet',
    'pg_admin_username',
    'pg_cluster',
    'pg_dbsu',
    'pg_instances',
    'pg_monitor_username',
    'pg_offline_query',
    'pg_pwd_enc',
    'pg_replication_username',
    'pg_role',
    'pgb_default_hba_rules',
    'pgb_hba_rules',
    'pgbouncer_enabled',
  ],
  each: 'cluster',
  files: (model) => poolFiles(model, { name: 'pgb_hba.conf', mode: '0600', secret: false }, ({ hba }) => hbaView(hba)),
  content: hbaContent,
})
