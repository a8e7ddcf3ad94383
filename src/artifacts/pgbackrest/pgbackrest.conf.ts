import type { Backup } from '../../model/backup.js'
import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'

type Setting = readonly [key: string, value: string | number]

interface View {
  /** Section of the stanza, which is the cluster. */
  readonly stanza: string
  readonly server: readonly Setting[]
  readonly general: readonly Setting[]
  readonly repository: readonly Setting[]
  /** Processes of each command: `section` and its settings. */
  readonly commands: readonly { readonly section: string; readonly settings: readonly Setting[] }[]
}

/**
 * pgbackrest.conf: what is backed up, where to, and with how many processes. Read at each run of pgBackRest, by archive_command too.
 * `annotation` marks each backup with its cluster. Source: pgBackRest's configuration reference.
 */
export const pgbackrestConf = defineArtifact<View>({
  id: 'pgbackrest/pgbackrest.conf',
  component: 'pgbackrest',
  format: 'pgbackrest',
  impact: { action: 'none', how: 'read at each run; another repository needs stanza-create and a full backup' },
  uses: [
    'pg_cluster',
    'pg_dbsu',
    'pg_instances',
    'pg_mode',
    'pg_port',
    'pg_version',
    'pgbackrest_enabled',
    'pgbackrest_log_dir',
    'pgbackrest_method',
    'pgbackrest_repo',
    'pgbackrest_version',
    'pgcompile_target',
  ],
  each: 'cluster',
  files: (model) =>
    model.clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { backup, postgres, host, name } = instance
        if (backup === undefined) return []
        return {
          host: host.name,
          path: instance.layout.pgbackrestConfig,
          owner: postgres.superuser.name,
          group: 'postgres',
          mode: '0640',
          secret: backup.options.some(({ secret }) => secret),
          instance: name,
          at: backup.at,
          view: viewOf(instance, backup),
        }
      }),
    ),
  content: ({ stanza, server, general, repository, commands }) => [
    [stanza, server],
    ['global', [...general, ...repository]],
    ...commands.map(({ section, settings }) => [section, settings]),
  ],
})

function viewOf({ cluster, postgres, host, layout }: Instance, backup: Backup): View {
  // IvorySQL writes a WAL header of its own, and a version of its own.
  const ivory: Setting[] = [
    ['archive-header-check', 'n'],
    ['pg-version-force', postgres.version],
  ]
  return {
    stanza: cluster.name,
    server: [['pg1-path', postgres.dataDirectory], ['pg1-port', postgres.port], ...(postgres.mode === 'ivory' ? ivory : [])],
    general: [
      ['annotation', `pg_cluster=${cluster.name}`],
      ['archive-async', 'y'],
      ['archive-push-queue-max', '4GiB'],
      ['compress-type', 'zst'],
      ['delta', 'y'],
      ['expire-auto', 'y'],
      ['log-level-console', 'info'],
      ['log-level-file', 'info'],
      // Locks have the name of the stanza: two members of one cluster would wait for each other.
      ...(layout.shared ? [['lock-path', layout.tmp] as const] : []),
      ['log-path', backup.logDirectory],
      ['spool-path', layout.spool],
      ['start-fast', 'y'],
    ],
    repository: backup.options.map(({ name, value }) => [`repo1-${name}`, value]),
    commands: commandsOf(host.hardware.cpus),
  }
}

/** A quarter of the processors, 2 to 4, while the server works; nearly all of them for a restore, when it does not. */
function commandsOf(cpus: number): View['commands'] {
  const beside = Math.min(Math.max(2, Math.ceil(cpus / 4)), 4)
  const processes = { backup: beside, restore: Math.min(cpus, 8), 'archive-get': beside, 'archive-push': beside }
  return Object.entries(processes).map(([command, count]) => ({ section: `global:${command}`, settings: [['process-max', count]] }))
}
