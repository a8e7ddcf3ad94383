import type { ParameterName } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { codes } from './codes.js'

type PathParameter = Extract<ParameterName, `${string}_log_dir` | 'pg_fs_main' | 'pg_fs_backup' | 'pg_dbsu_home' | 'pg_bin_dir' | 'etcd_data' | 'vector_data'>

/**
 * The path that a parameter gives. It goes into units, shell profiles and globs of log files, which all give a meaning of their own to blanks,
 * quotes, `%`, `$` and the wildcards, so it must be absolute and plain.
 */
export function readPath(name: PathParameter, settings: Settings, sink: Sink): string {
  // What belongs to the database user is looked at further by model/storage.ts.
  const path: string = settings.get(name)
  const odd = /[^A-Za-z0-9_./@+,:=-]/.exec(path)?.[0]
  const problem = !path.startsWith('/')
    ? 'must be an absolute path'
    : odd !== undefined
      ? `must not hold ${odd === ' ' ? 'a blank' : odd}`
      : !/^pg_fs_|_log_dir$/.test(name) && /\/\.{0,2}\/|\/\.{1,2}$/.test(path)
        ? 'must lead straight to its place, without //, . or ..'
        : name === 'pg_dbsu_home' && path.endsWith('/')
          ? 'must be a directory of its own, without / at its end'
          : undefined
  if (problem !== undefined)
    sink.report(
      codes['path-form'],
      settings.at(name),
      `${name} ${problem}, and is \`${path}\`: units, profiles and log agents read letters, digits and / _ . - as they are`,
    )
  return path
}
