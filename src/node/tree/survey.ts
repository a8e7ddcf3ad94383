import { accessSync, constants, type Dirent, readdirSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { generators, listedFiles, manifestName } from './listed.js'
import { look, type Places, problem } from './places.js'

/** What is in a tree on disk. Paths are relative to it; a directory comes before what is in it. */
export interface Survey {
  /** The tree's own directory, where it exists. */
  readonly root: Stats | undefined
  /** Path -> SHA-256 of what the manifest there lists. */
  readonly listed: ReadonlyMap<string, string>
  /** What is there of what the manifest lists, the manifest itself among it; also links that took the place of a file. */
  readonly own: ReadonlySet<string>
  readonly ownDirectories: ReadonlyMap<string, Stats>
  /** What somebody else put there: files, links, directories. */
  readonly foreign: ReadonlyMap<string, Stats>
}

/**
 * Looks at a tree, following no link. Refuses a file in its place, a directory with something in it and no manifest of ours, and what
 * could not be carried over into a new tree.
 */
export function survey(places: Places, root: string): Survey {
  const at = look(root)
  const nothing = { root: at, listed: new Map(), own: new Set<string>(), ownDirectories: new Map(), foreign: new Map() }
  if (at === undefined) return nothing
  if (!at.isDirectory()) throw problem(places, 'it is a file; name a directory')
  const listed = listedFiles(root, places.kind)
  if (listed !== undefined) return new Walk(places, root, at, listed)
  if (readdirSync(root).length > 0)
    throw problem(
      places,
      `it is not empty and holds no ${manifestName} of ${generators[places.kind]}; name ${places.doing === 'write' ? 'a new directory, or empty this one' : 'the directory that it wrote'}`,
    )
  return nothing
}

class Walk implements Survey {
  readonly own = new Set<string>()
  readonly ownDirectories = new Map<string, Stats>()
  readonly foreign = new Map<string, Stats>()
  private readonly holders = new Set<string>()

  constructor(
    private readonly places: Places,
    private readonly top: string,
    readonly root: Stats,
    readonly listed: ReadonlyMap<string, string>,
  ) {
    for (const path of listed.keys()) for (let at = dirname(path); !this.holders.has(at) && at !== '.'; at = dirname(at)) this.holders.add(at)
    this.holders.add('hosts')
    this.walk('')
  }

  private walk(folder: string): void {
    for (const entry of readdirSync(join(this.top, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) this.directory(path)
      else if ((this.listed.has(path) || path === manifestName) && (entry.isFile() || entry.isSymbolicLink())) this.own.add(path)
      else this.other(path, entry)
    }
  }

  private directory(path: string): void {
    const stat = this.stat(path)
    if (stat.dev !== this.root.dev) throw problem(this.places, `${path} is a mount point; unmount it, or name another directory`)
    // Root may do everything, an owner can give himself what he lacks; for others the former tree could be moved aside but not removed.
    if (stat.uid !== process.geteuid?.()) accessSync(join(this.top, path), constants.R_OK | constants.W_OK | constants.X_OK)
    if (this.holders.has(path)) this.ownDirectories.set(path, stat)
    else this.foreign.set(this.nameable(path), stat)
    this.walk(path)
  }

  private other(path: string, entry: Dirent): void {
    if (!entry.isFile() && !entry.isSymbolicLink()) throw problem(this.places, `${path} is no file, directory or link; move it away`)
    this.foreign.set(this.nameable(path), this.stat(path))
  }

  private stat(path: string): Stats {
    const stat = look(join(this.top, path))
    if (stat === undefined) throw problem(this.places, `${path} went away as it was looked at; try again`)
    return stat
  }

  /** Node replaces bytes of a name that are no UTF-8; what such a name stands for cannot be told. */
  private nameable(path: string): string {
    if (path.includes('\ufffd')) throw problem(this.places, `the name of ${path} is not UTF-8; move it away`)
    return path
  }
}
