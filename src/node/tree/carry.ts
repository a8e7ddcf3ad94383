import { chmodSync, constants, copyFileSync, lchownSync, linkSync, lutimesSync, readlinkSync, type Stats, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../read.js'
import { look } from './places.js'

/**
 * Brings what somebody else put into a tree over into the new one. Files stay the same file; links and directories are made again with their
 * mode, owner and times. `makeFolder` makes a directory of the new tree. The result is to be called when the new tree is complete.
 */
export function carry(foreign: ReadonlyMap<string, Stats>, from: string, to: string, makeFolder: (path: string) => void): () => void {
  const directories: [string, Stats][] = []
  for (const [path, stat] of foreign)
    if (stat.isDirectory()) {
      makeFolder(path)
      directories.push([join(to, path), stat])
    } else if (stat.isSymbolicLink()) carryLink(join(from, path), join(to, path), stat)
    else if (!linked(join(from, path), join(to, path))) carryCopy(join(from, path), join(to, path), stat)
  // Last, since a directory may be closed for writing, and everything made in it changes its time.
  return () => {
    for (const [path, stat] of directories.reverse()) {
      keepOwner(path, stat)
      chmodSync(path, stat.mode & 0o7777)
      utimesSync(path, stat.atime, stat.mtime)
    }
  }
}

/** Gives a file one more name. False where that cannot be: some file systems have one name a file only, and some files may be linked by their owner only. */
export function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(errorCode(error))) return false
    throw error
  }
}

function carryCopy(from: string, to: string, stat: Stats): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL)
  keepOwner(to, stat)
  chmodSync(to, stat.mode & 0o7777)
  utimesSync(to, stat.atime, stat.mtime)
}

function carryLink(from: string, to: string, stat: Stats): void {
  symlinkSync(readlinkSync(from), to)
  keepOwner(to, stat)
  lutimesSync(to, stat.atime, stat.mtime)
}

/** Only root can give a file away: for others somebody else's file is an error here. */
export function keepOwner(path: string, { uid, gid }: Stats): void {
  const now = look(path)
  if (uid !== now?.uid || gid !== now.gid) lchownSync(path, uid, gid)
}
