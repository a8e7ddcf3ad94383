import { chmodSync, closeSync, fchmodSync, fstatSync, mkdirSync, openSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { carry, keepOwner, linked } from './carry.js'
import { look, type Places } from './places.js'
import type { PlannedFile, TreeFile } from './plan.js'
import type { Survey } from './survey.js'

/**
 * Makes the new tree at `places.scratch`, where nothing is yet: files that are on disk already by one more name, the others new, then what
 * is not ours. Nobody else can enter it until it is complete.
 */
export function buildTree({ scratch, target }: Places, files: readonly PlannedFile[], found: Survey): void {
  mkdirSync(scratch, 0o700)
  chmodSync(scratch, 0o700)
  const folders = new Folders(scratch)
  const modes = new Set<number>()
  for (const { path, content, mode, same } of files) {
    folders.make(dirname(path))
    const place = join(scratch, path)
    if (same !== undefined && linked(join(target, path), place)) continue
    create(place, content, mode, modes)
    if (same !== undefined) utimesSync(place, same.atime, same.mtime)
  }
  const close = carry(found.foreign, target, scratch, (path) => folders.make(path))
  close()
  if (found.root !== undefined) keepOwner(scratch, found.root)
  chmodSync(scratch, found.root === undefined ? 0o755 : found.root.mode & 0o7777)
}

/** Makes each directory once, open to everybody to read, whatever the umask. */
class Folders {
  private readonly made = new Set(['.'])
  private exact = false

  constructor(private readonly root: string) {}

  make(path: string): void {
    if (this.made.has(path)) return
    this.made.add(path)
    this.make(dirname(path))
    const place = join(this.root, path)
    mkdirSync(place, 0o755)
    // The umask is the same for all: where the first directory is as asked, all are.
    if (this.exact) return
    this.exact = ((look(place)?.mode ?? 0) & 0o777) === 0o755
    if (!this.exact) chmodSync(place, 0o755)
  }
}

/** Makes a file with its mode from the first byte, whatever the umask. `exact`: modes that the umask is known to leave as they are. */
function create(path: string, content: TreeFile['content'], mode: number, exact: Set<number>): void {
  if (exact.has(mode)) {
    writeFileSync(path, content, { flag: 'wx', mode })
    return
  }
  const handle = openSync(path, 'wx', mode)
  try {
    if ((fstatSync(handle).mode & 0o7777) === mode) exact.add(mode)
    else fchmodSync(handle, mode)
    writeFileSync(handle, content)
  } finally {
    closeSync(handle)
  }
}
