import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { invariant } from '../../diagnostics/invariant.js'
import type { EmittedFile } from '../../emit/emit.js'
import { errorCode } from '../read.js'
import type { TreeFile } from './plan.js'

export const manifestName = 'manifest.json'

/** Where a host's file is in the tree. */
export function pathInTree({ host, path }: Pick<EmittedFile, 'host' | 'path'>): string {
  return `hosts/${host}${path}`
}

/** A host's file as one of the tree. */
export function treeFile(file: EmittedFile): TreeFile {
  invariant(staysInTree(file), 'a host or a path that leaves its folder reached the writer')
  return { path: pathInTree(file), content: file.text, mode: Number.parseInt(file.mode, 8) }
}

/** Whether a host's file stays in its host's folder, whatever its names are. */
export function staysInTree({ host, path }: Pick<EmittedFile, 'host' | 'path'>): boolean {
  return isName(host) && posix.isAbsolute(path) && posix.normalize(path) === path && !path.endsWith('/')
}

/** Whether a text names one thing in a directory. */
export function isName(text: string): boolean {
  return !text.includes('/') && !['', '.', '..'].includes(text)
}

/** What a directory of ours holds: the files of every host, or one archive a host. */
export type TreeKind = 'hosts' | 'bundles'

/** Who wrote a directory, as its manifest says: one kind never takes the place of the other. */
export const generators: Readonly<Record<TreeKind, string>> = { hosts: 'pgcompile', bundles: 'pgcompile bundle' }

/**
 * Path in the tree -> SHA-256 (hexadecimal; empty where unknown) of the files that a tree's manifest lists: in one of hosts by `host` and absolute
 * `path`, in one of bundles by name. Undefined where it holds none of that kind of ours.
 */
export function listedFiles(root: string, kind: TreeKind): ReadonlyMap<string, string> | undefined {
  const text = readOwn(join(root, manifestName))
  if (text === undefined) return undefined
  try {
    const { generator, files }: { generator?: unknown; files?: { host: string; path: string; sha256?: unknown }[] } = JSON.parse(text)
    if (generator !== generators[kind] || !Array.isArray(files)) return undefined
    if (!files.every(kind === 'hosts' ? staysInTree : ({ path }) => isName(path))) return undefined
    return new Map(files.map((file) => [kind === 'hosts' ? pathInTree(file) : file.path, typeof file.sha256 === 'string' ? file.sha256 : '']))
  } catch {
    return undefined
  }
}

/** A link is not a manifest of ours, wherever it leads. */
function readOwn(path: string): string | undefined {
  let handle: number
  try {
    handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error))) return undefined
    throw error
  }
  try {
    return fstatSync(handle).isFile() ? readFileSync(handle, 'utf8') : undefined
  } finally {
    closeSync(handle)
  }
}
