import { hash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { compare } from '../../source/compare.js'
import type { TreeDifference } from './difference.js'
import { manifestName } from './listed.js'
import { look, type Places, problem } from './places.js'
import type { Survey } from './survey.js'

/** A file as it should be in the tree. */
export interface TreeFile {
  readonly path: string
  readonly content: string | Uint8Array
  readonly mode: number
}

/** A file of the new tree. */
export interface PlannedFile extends TreeFile {
  /** The file on disk, where it has the same bytes and the same mode. */
  readonly same: Stats | undefined
}

export interface Plan {
  readonly files: readonly PlannedFile[]
  /** By path. Extras that pgcompile did not write are listed below hosts/ only, where they would be installed with the rest. */
  readonly differences: readonly TreeDifference[]
}

/** Compares a tree on disk, at `root`, with the one that it should be. Reads every file that both have. */
export function planTree(root: string, found: Survey, files: readonly TreeFile[], manifest: string): Plan {
  const planned: PlannedFile[] = []
  const differences: TreeDifference[] = []
  const paths = new Set<string>()
  const plan = ({ path, content, mode }: TreeFile): void => {
    paths.add(path)
    const disk = found.own.has(path) ? read(join(root, path)) : undefined
    const equal = disk?.stat.isFile() === true && disk.bytes.equals(typeof content === 'string' ? Buffer.from(content) : content)
    const is = (disk?.stat.mode ?? 0) & 0o7777
    planned.push({ path, content, mode, same: equal && is === mode ? disk?.stat : undefined })
    if (disk === undefined) differences.push({ path, kind: 'missing', foreign: false, edited: false })
    else if (!equal) differences.push({ path, kind: 'different', foreign: false, edited: edited(disk, found.listed.get(path)) })
    else if (is !== mode) differences.push(modeDiffers(path, is, mode))
  }
  for (const file of files) plan(file)
  plan({ path: manifestName, content: manifest, mode: 0o644 })

  for (const path of found.own)
    if (!paths.has(path)) differences.push({ path, kind: 'extra', foreign: false, edited: edited(read(join(root, path)), found.listed.get(path)) })
  for (const [path, { mode }] of found.ownDirectories) if ((mode & 0o777) !== 0o755) differences.push(modeDiffers(`${path}/`, mode & 0o777, 0o755))
  for (const [path, stat] of found.foreign)
    if (path.startsWith('hosts/') && !stat.isDirectory()) differences.push({ path, kind: 'extra', foreign: true, edited: false })
  return { files: planned, differences: differences.sort((a, b) => compare(a.path, b.path)) }
}

/** Refuses what would have to take the place of something that pgcompile did not write. */
export function refuseConflicts(places: Places, { foreign }: Survey, files: readonly PlannedFile[]): void {
  if (foreign.size === 0) return
  const above = (path: string): string[] => (path.includes('/') ? [dirname(path), ...above(dirname(path))] : [])
  const holders = new Set([...foreign.keys()].flatMap(above))
  const blocked = (path: string): string | undefined =>
    foreign.has(path) || holders.has(path) ? path : above(path).find((folder) => foreign.get(folder)?.isDirectory() === false)
  const hindrances = new Set(files.flatMap(({ path }) => blocked(path) ?? []))
  if (hindrances.size > 0) throw problem(places, `pgcompile did not write ${some([...hindrances])}, which would have to make room; move it away`)
}

/** `a, b, c and 4 more`. */
function some(paths: readonly string[]): string {
  return paths.length <= 4 ? paths.join(', ') : `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more`
}

interface OnDisk {
  readonly stat: Stats
  readonly bytes: Buffer
}

/** A link that took the place of a file is not followed. */
function read(path: string): OnDisk {
  let handle: number
  try {
    handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    const stat = look(path)
    if (stat?.isSymbolicLink()) return { stat, bytes: Buffer.alloc(0) }
    throw error
  }
  try {
    const stat = fstatSync(handle)
    const bytes = Buffer.allocUnsafe(stat.size)
    let size = 0
    for (let count = -1; count !== 0 && size < bytes.length; size += count) count = readSync(handle, bytes, { offset: size })
    return { stat, bytes: bytes.subarray(0, size) }
  } finally {
    closeSync(handle)
  }
}

function edited({ stat, bytes }: OnDisk, written: string | undefined): boolean {
  if (written === undefined || written === '') return false
  return !stat.isFile() || hash('sha256', bytes) !== written
}

function modeDiffers(path: string, is: number, should: number): TreeDifference {
  const octal = (mode: number): string => mode.toString(8).padStart(4, '0')
  return { path, kind: 'mode', modes: [octal(is), octal(should)], foreign: false, edited: false }
}
