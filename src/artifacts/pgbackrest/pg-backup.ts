import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { scriptRights, scriptsOf } from '../scripts.js'

interface View {
  readonly self: string
  readonly user: string
  readonly config: string
  readonly stanza: string
  /** The script that knows the role. */
  readonly role: string
}

/** Takes a backup where the server is primary; the lines of pg_crontab call it on every member. */
export const pgbackrestBackup = defineArtifact<View>({
  id: 'pgbackrest/pg-backup',
  component: 'pgbackrest',
  format: 'script',
  impact: { action: 'none', how: 'at its next run' },
  uses: ['pg_cluster', 'pg_dbsu', 'pg_instances', 'pgbackrest_enabled'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.backup === undefined) return []
        const { role, backup } = scriptsOf(instance)
        return instanceFile(instance, backup, scriptRights, {
          self: backup,
          user: instance.postgres.superuser.name,
          config: instance.layout.pgbackrestConfig,
          stanza: instance.cluster.name,
          role,
        })
      }),
    ),
})
