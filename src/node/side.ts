import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { EnvironmentProblem, reason } from './read.js'
import { listedFiles } from './tree/listed.js'

/** What an argument of a comparison names. */
export type SideForm = 'inventory' | 'revision' | 'tree' | 'fetched' | 'root'

/**
 * Tells the forms of a side apart: a tree has our manifest; fetched files stand in `hosts/<name>/` without one; `REV:path` is a revision unless there is
 * such a file; everything else is an inventory. Where a host is named, any other directory is the root of that host. Throws an EnvironmentProblem for a
 * directory that holds files of hosts, but not where they are looked for.
 */
export function formOf(path: string, ofHost = false): SideForm {
  const kind = look(path)
  if (kind === undefined) return /^[^:/][^:]*:[^:]*$/.test(path) || path.startsWith(':') ? 'revision' : 'inventory'
  if (kind !== 'directory') return 'inventory'
  if (listedFiles(path, 'hosts') !== undefined) return 'tree'
  if (listedFiles(path, 'bundles') !== undefined) throw new EnvironmentProblem(`${path} holds bundles: compare the tree, which \`pgcompile -o\` writes`)
  if (isFetched(join(path, 'hosts'))) return 'fetched'
  if (ofHost) return 'root'
  if (isRoot(path)) throw new EnvironmentProblem(`${path} holds files of one host: say of which with --host <name>`)
  if (namesIn(path).some((name) => isRoot(join(path, name))))
    throw new EnvironmentProblem(`${path} holds files of hosts, which are looked for in hosts/<name>/: name the directory above it, or put them there`)
  return 'inventory'
}

/** Whether it is, in whole or in part, the root directory of a machine, and surely no inventory: nobody has variables in etc/. */
function isRoot(directory: string): boolean {
  const isDirectory = (name: string): boolean => look(join(directory, name)) === 'directory'
  return isDirectory('etc') && (namesIn(directory).every((name) => isRootName(name) && isDirectory(name)) || ['usr', 'var'].every(isDirectory))
}

/** Whether a directory holds nothing but directories which hold what the root of a machine does. */
function isFetched(hosts: string): boolean {
  if (look(hosts) !== 'directory') return false
  const names = namesIn(hosts)
  return names.length > 0 && names.every((name) => look(join(hosts, name)) === 'directory') && names.some((name) => namesIn(join(hosts, name)).some(isRootName))
}

function isRootName(name: string): boolean {
  return ['etc', 'pg', 'infra', 'var', 'data', 'usr', 'opt', 'home', 'tmp'].includes(name)
}

/** The names in a directory, sorted. Throws an EnvironmentProblem where it cannot be read. */
export function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).sort()
  } catch (error) {
    throw new EnvironmentProblem(`cannot read ${directory}: ${reason(error)}`)
  }
}

/** What there is, following links; undefined where there is nothing. */
export function look(path: string): 'file' | 'directory' | undefined {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'file'
  } catch {
    return undefined
  }
}
