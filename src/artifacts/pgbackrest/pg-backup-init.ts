import type { Backup } from '../../model/backup.js'
import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { scriptRights, scriptsOf } from '../scripts.js'

interface View {
  readonly self: string
  readonly user: string
  readonly config: string
  readonly stanza: string
  readonly role: string
  readonly backup: string
  /** Whether each member has a repository of its own. */
  readonly local: 'yes' | 'no'
  /** Whether a first full backup is wanted. */
  readonly first: 'yes' | 'no'
}

/**
 * Makes a repository ready and takes the first backup; can be run again. A local repository gets its stanza on every member, since each may be
 * promoted, a shared one from the primary only: the leader of a standby cluster is none (KD-86: until then archiving fails).
 */
export const pgbackrestBackupInit = defineArtifact<View>({
  id: 'pgbackrest/pg-backup-init',
  component: 'pgbackrest',
  format: 'script',
  impact: { action: 'none', how: 'run it once, as soon as PostgreSQL answers' },
  uses: ['pg_cluster', 'pg_dbsu', 'pg_instances', 'pgbackrest_enabled', 'pgbackrest_init_backup', 'pgbackrest_method'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) =>
        instance.backup === undefined ? [] : instanceFile(instance, scriptsOf(instance).backupInit, scriptRights, viewOf(instance, instance.backup)),
      ),
    ),
})

function viewOf(instance: Instance, { method, first }: Backup): View {
  const { role, backup, backupInit } = scriptsOf(instance)
  return {
    self: backupInit,
    user: instance.postgres.superuser.name,
    config: instance.layout.pgbackrestConfig,
    stanza: instance.cluster.name,
    role,
    backup,
    local: method === 'local' ? 'yes' : 'no',
    first: first ? 'yes' : 'no',
  }
}
