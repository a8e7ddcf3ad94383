import type { Host, Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

interface Directory {
  readonly path: string
  readonly mode: string
  readonly user: string
}

interface Link {
  readonly path: string
  readonly target: string
}

interface View {
  readonly directories: readonly Directory[]
  readonly links: readonly Link[]
}

/**
 * Makes the directories of the database, and the links by which everything else reaches them. A link that exists is left alone. The directories of
 * a component are made where it is on. Paths are the real ones: systemd-tmpfiles refuses to go through a link of root in a directory of the database.
 */
export const postgresDirectories = defineArtifact<View>({
  id: 'postgres/directories.conf',
  component: 'postgres',
  format: 'tmpfiles',
  impact: { action: 'manual', how: 'systemd-tmpfiles --create /etc/tmpfiles.d/pgcompile.conf, which moves no data: a new place needs a rebuild' },
  uses: [
    'patroni_enabled',
    'patroni_log_dir',
    'pg_dbsu',
    'pg_exporter_enabled',
    'pg_fs_backup',
    'pg_fs_main',
    'pg_instances',
    'pg_log_dir',
    'pg_version',
    'pgbackrest_enabled',
    'pgbackrest_log_dir',
    'pgbouncer_enabled',
    'pgbouncer_log_dir',
    'pgcompile_target',
  ],
  each: 'neighbours',
  files: ({ clusters }) => {
    const hosts = new Map<Host, Instance[]>()
    for (const instance of clusters.flatMap(({ instances }) => instances)) hosts.set(instance.host, [...(hosts.get(instance.host) ?? []), instance])
    return [...hosts].map(([host, instances]) => hostFile(host, '/etc/tmpfiles.d/pgcompile.conf', open, viewOf(instances), instances[0]?.at))
  },
  content: ({ directories, links }) => [
    ...directories.map(({ path, mode, user }) => ['d', path, mode, user, 'postgres', '-', '-']),
    ...links.map(({ path, target }) => ['L', path, '-', '-', '-', '-', target]),
  ],
})

/** Instances of one host share some of them; each is named once. */
function viewOf(instances: readonly Instance[]): View {
  const byPath = <Item extends { readonly path: string }>(items: readonly Item[]) => [...new Map(items.map((item) => [item.path, item])).values()]
  return { directories: byPath(instances.flatMap(directoriesOf)), links: byPath(instances.flatMap(linksOf)) }
}

function directoriesOf(instance: Instance): Directory[] {
  const { storage, layout, postgres, patroni, pool, backup, exporters } = instance
  const { clusterDirectory: home } = storage
  const closed = [storage.main, storage.backup, home, ...['bin', 'tmp', 'cert', 'conf', 'data', 'spool'].map((name) => `${home}/${name}`)]
  const logs = [postgres.logDirectory, patroni?.logDirectory, pool?.logDirectory, backup?.logDirectory].flatMap((path) => logPaths(path, instance))
  const wanted: readonly (readonly [path: string, mode: string])[] = [
    ...closed.map((path) => [path, '0700'] as const),
    [storage.backupDirectory, '0700'],
    [`${storage.backupDirectory}/backup`, '0700'],
    [`${home}/log`, '0750'],
    ...logs.map((path) => [path, '0750'] as const),
    ...(patroni === undefined ? [] : [['/etc/patroni', '0700'] as const]),
    ...(backup === undefined ? [] : [['/etc/pgbackrest', '0750'] as const]),
    ...(pool === undefined ? [] : [['/etc/pgbouncer', '0750'] as const, [layout.pgbouncerDirectory, '0750'] as const]),
    ...(exporters.postgres === undefined ? [] : [['/etc/pg_exporter', '0700'] as const]),
  ]
  const own = wanted.map(([path, mode]) => ({ path, mode, user: postgres.superuser.name }))
  return layout.shared
    ? [{ path: '/pg', mode: '0755', user: 'root' }, { path: `${storage.backup}/backup`, mode: '0700', user: postgres.superuser.name }, ...own]
    : own
}

/** A log directory, and those between it and the cluster directory; initdb wants its own empty, so none is made below pg_data. */
function logPaths(path: string | undefined, { storage, postgres }: Instance): string[] {
  const plain = path?.replace(/\/+/g, '/').replace(/\/$/, '')
  if (plain === undefined || `${plain}/`.startsWith(`${postgres.dataDirectory}/`)) return []
  if (!plain.startsWith(`${storage.root}/`)) return [plain]
  const steps = plain.slice(storage.root.length + 1).split('/')
  return steps.map((_, index) => `${storage.clusterDirectory}/${steps.slice(0, index + 1).join('/')}`)
}

/** A repository at /pg/backup is for all instances of the host, each cluster with a stanza of its own. */
function linksOf({ storage, layout }: Instance): Link[] {
  return [
    ...(layout.shared ? [{ path: '/pg/backup', target: `${storage.backup}/backup` }] : []),
    { path: storage.root, target: storage.clusterDirectory },
    { path: `${storage.clusterDirectory}/backup`, target: `${storage.backupDirectory}/backup` },
  ]
}
