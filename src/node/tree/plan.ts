import { hash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { compare } from '../../source/compare.js'
import { listed } from '../../source/listed.js'
import type { TreeDifference } from './difference.js'
import { look, type Places, problem } from './places.js'
import type { Survey } from './survey.js'

/** What a file holds; of a long text, pieces of it, which may be asked for more than once. */
export type Content = string | Uint8Array | Iterable<string>

/** A file as it should be in the tree. */
export interface TreeFile {
  readonly path: string
  readonly content: Content
  readonly mode: number
}

/** Compares a tree on disk, at `root`, with the one that it should be, file by file. Reads every file that both have. */
export class Comparison {
  private readonly left: Set<string>

  constructor(
    private readonly root: string,
    private readonly found: Survey,
  ) {
    this.left = new Set(found.own)
  }

  /** How a file on disk differs from what it should be; undefined where it has the same bytes and the same mode. */
  file({ path, content, mode }: TreeFile): TreeDifference | undefined {
    const disk = this.left.delete(path) ? read(join(this.root, path)) : undefined
    if (disk === undefined) return { path, kind: 'missing', foreign: false, edited: false }
    if (!disk.stat.isFile() || !equal(disk.bytes, content)) return { path, kind: 'different', foreign: false, edited: this.edited(path, disk) }
    const is = disk.stat.mode & 0o7777
    return is === mode ? undefined : modeDiffers(path, is, mode)
  }

  /** What is on disk beside all those files. Extras that pgcompile did not write are listed below hosts/ only, where they would be installed with the rest. */
  *rest(): Iterable<TreeDifference> {
    const { foreign, ownDirectories } = this.found
    for (const path of this.left) yield { path, kind: 'extra', foreign: false, edited: this.edited(path, read(join(this.root, path))) }
    for (const [path, { mode }] of ownDirectories) if ((mode & 0o777) !== 0o755) yield modeDiffers(`${path}/`, mode & 0o777, 0o755)
    for (const [path, stat] of foreign) if (path.startsWith('hosts/') && !stat.isDirectory()) yield { path, kind: 'extra', foreign: true, edited: false }
  }

  private edited(path: string, { stat, bytes }: OnDisk): boolean {
    const written = this.found.listed.get(path)
    if (written === undefined || written === '') return false
    return !stat.isFile() || hash('sha256', bytes) !== written
  }
}

/** What pgcompile did not write and a file would have to take the place of. */
export class Hindrances {
  private readonly holders: ReadonlySet<string>
  private readonly found = new Set<string>()

  constructor(
    private readonly places: Places,
    private readonly foreign: Survey['foreign'],
  ) {
    this.holders = new Set([...foreign.keys()].flatMap(above))
  }

  /** Notes what is in the way of this file. */
  meets(path: string): void {
    if (this.foreign.size === 0) return
    const blocked = this.foreign.has(path) || this.holders.has(path) ? path : above(path).find((folder) => this.foreign.get(folder)?.isDirectory() === false)
    if (blocked !== undefined) this.found.add(blocked)
  }

  /** Throws where something is in the way. */
  refuse(): void {
    if (this.found.size > 0)
      throw problem(this.places, `pgcompile did not write ${listed([...this.found].sort(compare))}, which would have to make room; move it away`)
  }
}

/** The directories above a path, the nearest first. */
function above(path: string): string[] {
  return path.includes('/') ? [dirname(path), ...above(dirname(path))] : []
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

function equal(bytes: Buffer, content: Content): boolean {
  if (typeof content === 'string') return bytes.equals(Buffer.from(content))
  if (content instanceof Uint8Array) return bytes.equals(content)
  let at = 0
  for (const text of content) {
    const piece = Buffer.from(text)
    if (!bytes.subarray(at, at + piece.length).equals(piece)) return false
    at += piece.length
  }
  return at === bytes.length
}

function modeDiffers(path: string, is: number, should: number): TreeDifference {
  const octal = (mode: number): string => mode.toString(8).padStart(4, '0')
  return { path, kind: 'mode', modes: [octal(is), octal(should)], foreign: false, edited: false }
}
