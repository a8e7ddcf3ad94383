import type { ParameterName } from '../catalog/catalog.js'
import type { Settings } from '../inventory/settings.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { readPath } from './path.js'

/** Where the files of an instance really lie; everything else reaches them by `root`, a link. */
export interface Storage {
  /** pg_fs_main: usually a mount point, and the database's own. */
  readonly main: string
  /** pg_fs_backup: the same for a local repository. */
  readonly backup: string
  /** The link: /pg, or a path below it where the host has several instances. */
  readonly root: string
  /** What it leads to. */
  readonly clusterDirectory: string
  /** What holds the directory that `backup` below it leads to. */
  readonly backupDirectory: string
}

/** Directories of the system: with another owner and no rights for others, the machine or a login would break. */
const system =
  /^\/($|((bin|boot|dev|etc|home|lib|lib32|lib64|libx32|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)$|(boot|dev|etc|proc|sys)\/|usr\/(bin|lib|local|sbin|share)$|var\/(cache|lib|log|run|spool|tmp)$))/

export function buildStorage(context: Context): Storage {
  const { cluster, layout, settings, sink } = context
  const main = readRoot('pg_fs_main', context)
  const backup = readRoot('pg_fs_backup', context)
  // Of one host's instances, two may be of one cluster.
  const place = `${layout.shared ? context.member.name : cluster.name}-${settings.get('pg_version')}`
  if (main === backup)
    sink.report(
      codes['storage-directory'],
      settings.at(settings.isSet('pg_fs_backup') ? 'pg_fs_backup' : 'pg_fs_main'),
      `pg_fs_main and pg_fs_backup are both ${main}: give the backups a directory of their own, or ${main}/${place}/backup would be a link to itself`,
    )
  for (const [name, runs] of logDirectories) if (runs(settings)) readOwn(name, context)
  return { main, backup, root: layout.root, clusterDirectory: `${main}/${place}`, backupDirectory: `${backup}/${place}` }
}

const logDirectories: readonly (readonly [name: Extract<ParameterName, `${string}_log_dir`>, runs: (settings: Settings) => boolean])[] = [
  ['pg_log_dir', () => true],
  ['patroni_log_dir', (settings) => settings.get('patroni_enabled')],
  ['pgbackrest_log_dir', (settings) => settings.get('pgbackrest_enabled')],
  ['pgbouncer_log_dir', (settings) => settings.get('pgbouncer_enabled')],
]

function readRoot(name: 'pg_fs_main' | 'pg_fs_backup', context: Context): string {
  const path = readOwn(name, context)
  if (/^\/pg(\/|$)/.test(path))
    context.sink.report(codes['storage-directory'], context.settings.at(name), `${name} is ${path}, and /pg is a link to a directory in it: take one elsewhere`)
  return path
}

/** A directory that will belong to the database OS user, without repeated or final slashes. */
function readOwn(name: 'pg_fs_main' | 'pg_fs_backup' | (typeof logDirectories)[number][0], { settings, sink }: Context): string {
  const path = readPath(name, settings, sink)
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
  const problem = /\/\.{1,2}(\/|$)/.test(path)
    ? 'must be written without . and ..'
    : system.test(path)
      ? 'must be a directory of its own: it will belong to the database OS user, and others may not look into it'
      : undefined
  if (problem !== undefined) sink.report(codes['storage-directory'], settings.at(name), `${name} ${problem}; it is ${path}`)
  return path
}
