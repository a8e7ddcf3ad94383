import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SideFile } from '../diff/change.js'
import type { Side } from '../diff/side.js'
import { compare } from '../source/compare.js'
import { EnvironmentProblem, reason } from './read.js'
import { look, namesIn } from './side.js'
import { listedFiles, manifestName, pathInTree } from './tree/listed.js'

/** A tree that `pgcompile -o` wrote, as it is now. Throws an EnvironmentProblem where a file of it is missing. */
export function treeSide(directory: string): Side {
  if (listedFiles(directory, 'hosts') === undefined) throw new EnvironmentProblem(`${directory} is no tree of pgcompile: it has no ${manifestName} of its own`)
  const { files }: { files: ManifestRecord[] } = JSON.parse(readText(join(directory, manifestName)))
  return { name: directory, kind: 'tree', files: files.map((record) => fileOf(directory, record)).sort(byPlace) }
}

type ManifestRecord = Omit<SideFile, 'text' | 'instance'> & { readonly instance: string | null }

function fileOf(directory: string, { artifact, host, path, owner, group, mode, component, instance, secret, impact }: ManifestRecord): SideFile {
  const known = { artifact, component, owner, group, mode, impact, instance: instance ?? undefined }
  return { host, path, secret, ...present(known), text: readText(join(directory, pathInTree({ host, path }))) }
}

/** Without what an older manifest does not say. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

/** Files of hosts in `hosts/<name>/`, with their paths below. Whose they are and what they are is for the other side to know. */
export function fetchedSide(directory: string): Side {
  const root = join(directory, 'hosts')
  const files = namesIn(root).flatMap((host) => pathsBelow(join(root, host), '').map((path) => fetched(host, path, join(root, host, path))))
  return { name: directory, kind: 'files', files: files.sort(byPlace) }
}

/** The root of one host, or a copy of a part of it: only what the other side has of this host is looked at. */
export function rootSide(directory: string, host: string, other: Side): Side {
  if (look(directory) !== 'directory') throw new EnvironmentProblem(`cannot read ${directory}: there is no such directory`)
  const files = other.files.filter((file) => file.host === host && look(join(directory, file.path)) === 'file')
  if (!other.files.some((file) => file.host === host)) throw new EnvironmentProblem(`${other.name} has no files of host ${host}`)
  return { name: directory, kind: 'files', files: files.map(({ path }) => fetched(host, path, join(directory, path))).sort(byPlace) }
}

function fetched(host: string, path: string, place: string): SideFile {
  return { host, path, secret: false, text: readText(place) }
}

function pathsBelow(root: string, folder: string): string[] {
  return namesIn(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`
    const kind = look(join(root, path))
    return kind === 'directory' ? pathsBelow(root, path) : kind === 'file' ? [path] : []
  })
}

/** A file of a host may hold anything: what is no UTF-8 differs from what is. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new EnvironmentProblem(`cannot read ${path}: ${reason(error)}`)
  }
}

function byPlace(a: SideFile, b: SideFile): number {
  return compare(a.host, b.host) || compare(a.path, b.path)
}
