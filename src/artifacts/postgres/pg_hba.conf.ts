import { defineArtifact } from '../artifact.js'
import { instanceFile, serverOnly } from '../files.js'
import { type HbaView, hbaContent, hbaView } from '../hba-view.js'

/**
 * pg_hba.conf: who may connect to PostgreSQL, from where, and how they prove who they are. The first line that matches decides; without one
 * the connection is refused. An error in it makes a reload keep the old rules and a start fail.
 */
export const pgHbaConf = defineArtifact<HbaView>({
  id: 'postgres/pg_hba.conf',
  component: 'postgres',
  format: 'hba',
  impact: { action: 'reload', unit: 'patroni.service', how: 'view pg_hba_file_rules shows what was read' },
  uses: [
    'admin_ip',
    'node_firewall_intranet',
    'patroni_enabled',
    'pg_admin_username',
    'pg_cluster',
    'pg_dbsu',
    'pg_default_hba_rules',
    'pg_hba_rules',
    'pg_instances',
    'pg_monitor_username',
    'pg_offline_query',
    'pg_pwd_enc',
    'pg_replication_username',
    'pg_role',
  ],
  each: 'cluster',
  files: (model) =>
    model.clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { hba, layout } = instance
        return hba === undefined ? [] : [instanceFile(instance, `${layout.data}/pg_hba.conf`, serverOnly(instance, false), hbaView(hba), 'patroni')]
      }),
    ),
  content: hbaContent,
})
