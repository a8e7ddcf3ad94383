import { closeSync, fchmodSync, mkdirSync, openSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join, posix, relative, resolve } from 'node:path'
import { invariant } from '../diagnostics/invariant.js'
import type { EmittedFile } from '../emit/emit.js'
import { EnvironmentProblem, reason } from './read.js'

/**
 * Writes `hosts/<host>/<path>` and manifest.json as one new tree. It is built beside the old one and takes its place only when it is
 * complete, so an existing tree stays whole until then. A directory with anything in it that pgcompile did not write is refused.
 */
export function writeTree(directory: string, files: readonly EmittedFile[], manifest: string): void {
  const target = placeOf(directory)
  refuseForeign(target, directory)
  for (const file of files) refuseEscape(file)
  const fresh = join(dirname(target), `.${basename(target)}.pgcompile-new`)
  const old = join(dirname(target), `.${basename(target)}.pgcompile-old`)
  try {
    rmSync(fresh, { recursive: true, force: true })
    fill(fresh, files, manifest)
    rmSync(old, { recursive: true, force: true })
    if (exists(target)) renameSync(target, old)
    renameSync(fresh, target)
  } catch (error) {
    undo(target, fresh, old)
    throw new EnvironmentProblem(`cannot write ${directory}: ${reason(error)}; what was there is unchanged`)
  }
  try {
    rmSync(old, { recursive: true, force: true })
  } catch (error) {
    throw new EnvironmentProblem(`${directory} is written, but ${old} with its former content cannot be removed: ${reason(error)}`)
  }
}

/** The directory itself where the name is a link to it: the link stays and its target is replaced. */
function placeOf(directory: string): string {
  const path = resolve(directory)
  return exists(path) ? realpathSync(path) : path
}

/** Cleaning up must not hide why it is needed. */
function undo(target: string, fresh: string, old: string): void {
  try {
    rmSync(fresh, { recursive: true, force: true })
    if (!exists(target) && exists(old)) renameSync(old, target)
  } catch {
    // What is left is beside the target, under names of ours; the next run removes it.
  }
}

function fill(root: string, files: readonly EmittedFile[], manifest: string): void {
  makeDirectory(root)
  const made = new Set<string>()
  for (const file of files) {
    const path = join(root, 'hosts', file.host, file.path)
    const folder = dirname(path)
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true })
      made.add(folder)
    }
    writeFile(path, file.text, Number.parseInt(file.mode, 8))
  }
  writeFile(join(root, 'manifest.json'), manifest, 0o644)
}

/** A secret has its mode from the first byte, whatever the umask. */
function writeFile(path: string, text: string, mode: number): void {
  const handle = openSync(path, 'wx', mode & 0o700)
  try {
    fchmodSync(handle, mode)
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
  } finally {
    closeSync(handle)
  }
}

/** The tree ends where it ends, whatever names and paths the files have. */
function refuseEscape({ host, path }: EmittedFile): void {
  invariant(!host.includes('/') && !['', '.', '..'].includes(host), 'a host name that cannot be a folder reached the writer')
  invariant(posix.isAbsolute(path) && posix.normalize(path) === path && !path.endsWith('/'), 'a path that leaves its folder reached the writer')
}

function refuseForeign(target: string, shown: string): void {
  if (!exists(target)) return
  if (!statSync(target).isDirectory()) throw new EnvironmentProblem(`cannot write ${shown}: it is a file; name a directory`)
  const present = list(target, target)
  if (present.length === 0) return
  const written = ownFiles(join(target, 'manifest.json'))
  if (written === undefined)
    throw new EnvironmentProblem(`cannot write ${shown}: it is not empty and holds no manifest.json of pgcompile; name a new directory, or empty this one`)
  const stray = present.filter((path) => path !== 'manifest.json' && !written.has(path))
  if (stray.length > 0)
    throw new EnvironmentProblem(
      `cannot write ${shown}: it holds ${stray.length} files that pgcompile did not write (${stray.slice(0, 3).join(', ')}${stray.length > 3 ? ', ...' : ''}); move them away`,
    )
}

/** Paths below the tree that its manifest lists; undefined where it is no manifest of ours. */
function ownFiles(path: string): ReadonlySet<string> | undefined {
  try {
    const manifest: { generator?: unknown; files?: { host: string; path: string }[] } = JSON.parse(readFileSync(path, 'utf8'))
    if (manifest.generator !== 'pgcompile' || !Array.isArray(manifest.files)) return undefined
    return new Set(manifest.files.map((file) => join('hosts', file.host, file.path)))
  } catch {
    return undefined
  }
}

function list(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? list(root, path) : [relative(root, path)]
  })
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false // something above it is no directory, or is closed to us: writing will say which
  }
}

/** With its parents. Node's own recursion never ends where a file system refuses new directories as missing ones, as /proc does (Node 20). */
function makeDirectory(path: string): void {
  if (exists(path)) return
  makeDirectory(dirname(path))
  mkdirSync(path)
}
