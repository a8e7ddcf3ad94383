import { chmodSync, closeSync, copyFileSync, existsSync, fchmodSync, fstatSync, mkdirSync, openSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { carry, keepOwner, linked } from './carry.js'
import { look, type Places } from './places.js'
import type { Content, TreeFile } from './plan.js'
import type { Survey } from './survey.js'

/** One file of a new tree: its path there, its mode, and what it holds, or nothing where the file on disk stays. */
export type Job = readonly [path: string, mode: number, content: Content | undefined]

/** Who makes the files of a new tree. Both may throw what the system says. */
export interface Maker {
  /** Perhaps later. */
  make(job: Job): void
  /** Comes back when all files are made. */
  end(): void
  /** Comes back when nothing more will be made, whatever was asked for. Does not throw. */
  stop(): void
}

/** Makes a new tree at `places.scratch`, where nothing is yet. Nobody else can enter it until it is complete. */
export function beginTree({ scratch }: Places): void {
  mkdirSync(scratch, 0o700)
  chmodSync(scratch, 0o700)
}

/** Makes files at once. */
export class Here implements Maker {
  private readonly folders: Folders
  private readonly modes = new Set<number>()

  constructor(private readonly places: Pick<Places, 'scratch' | 'target'>) {
    this.folders = new Folders(places.scratch)
  }

  make([path, mode, content]: Job): void {
    this.folders.make(dirname(path))
    const place = join(this.places.scratch, path)
    if (content === undefined) keep(join(this.places.target, path), place, mode)
    else create(place, content, mode, this.modes)
  }

  end(): void {}

  stop(): void {}
}

/** Adds the manifest to all other files, brings over what is not ours, and opens the tree. */
export function completeTree({ scratch, target }: Places, found: Survey, { path, content, mode }: TreeFile): void {
  create(join(scratch, path), content, mode, new Set())
  const folders = new Folders(scratch)
  const close = carry(found.foreign, target, scratch, (path) => folders.make(path))
  close()
  if (found.root !== undefined) keepOwner(scratch, found.root)
  chmodSync(scratch, found.root === undefined ? 0o755 : found.root.mode & 0o7777)
}

/** Makes directories, open to everybody to read, whatever the umask. Whether one is there the system is asked: a list of them would grow with the fleet. */
class Folders {
  private exact = false

  constructor(private readonly root: string) {}

  make(path: string): void {
    const place = join(this.root, path)
    if (existsSync(place)) return
    this.make(dirname(path))
    mkdirSync(place, 0o755)
    // The umask is the same for all: where the first directory is as asked, all are.
    if (this.exact) return
    this.exact = ((look(place)?.mode ?? 0) & 0o777) === 0o755
    if (!this.exact) chmodSync(place, 0o755)
  }
}

/** A file that is on disk already, by one more name; where that cannot be, a copy that looks the same. */
function keep(from: string, to: string, mode: number): void {
  if (linked(from, to)) return
  copyFileSync(from, to)
  chmodSync(to, mode)
  const stat = look(from)
  if (stat !== undefined) utimesSync(to, stat.atime, stat.mtime)
}

/** Makes a file with its mode from the first byte, whatever the umask. `exact`: modes that the umask is known to leave as they are. */
function create(path: string, content: Content, mode: number, exact: Set<number>): void {
  const whole = typeof content === 'string' || content instanceof Uint8Array
  if (whole && exact.has(mode)) {
    writeFileSync(path, content, { flag: 'wx', mode })
    return
  }
  const handle = openSync(path, 'wx', mode)
  try {
    if ((fstatSync(handle).mode & 0o7777) === mode) exact.add(mode)
    else fchmodSync(handle, mode)
    for (const piece of whole ? [content] : content) writeFileSync(handle, piece)
  } finally {
    closeSync(handle)
  }
}
