import { chmodSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { look } from './places.js'

/** Removes what is at a path with everything in it; follows no link. */
export function removeTree(path: string): void {
  const at = look(path)
  if (at === undefined) return
  if (at.isDirectory()) removeDirectory(path, at.mode)
  else unlinkSync(path)
}

function removeDirectory(path: string, mode = 0o700): void {
  // A user's directory may be closed to its own owner.
  if ((mode & 0o700) !== 0o700) chmodSync(path, 0o700)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name)
    if (entry.isDirectory()) removeDirectory(below, look(below)?.mode)
    else unlinkSync(below)
  }
  rmdirSync(path)
}
