import { hash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { invariant } from '../diagnostics/invariant.js'
import type { EmittedFile } from '../emit/emit.js'
import { manifest } from '../emit/manifest.js'
import { comparePlaces, previewPlaces } from './compare-tree.js'
import type { TreeDifference } from './tree/difference.js'
import { generators, staysInTree, type TreeKind } from './tree/listed.js'
import type { Patience } from './tree/patience.js'
import { type Places, placesOf } from './tree/places.js'
import type { TreeFile } from './tree/plan.js'
import { type TreeChange, writePlaces } from './write-tree.js'

const kind: TreeKind = 'bundles'

/** What to hand over to a host: its name, and the files about it in the directory of bundles. */
interface Bundle {
  readonly host: string
  readonly files: readonly (TreeFile & { readonly content: string | Uint8Array })[]
}

/**
 * Makes `directory` hold for each host `<host>.tar` (`<host>.tar.gz` with `gzip`), its part of the manifest as `<host>.json`, and a manifest.json
 * that lists all of them with size in bytes and SHA-256. Written as `writeTree` writes a tree, with the same errors; a directory of another kind is refused.
 */
export async function writeBundles(directory: string, files: readonly EmittedFile[], gzip: boolean, patience: Patience = {}): Promise<TreeChange> {
  return inPlaces(writePlaces, 'write', directory, files, gzip, patience)
}

/** How `directory` differs from what `writeBundles` makes of these files, as `compareTree` compares a tree. */
export async function compareBundles(
  directory: string,
  files: readonly EmittedFile[],
  gzip: boolean,
  patience: Patience = {},
): Promise<readonly TreeDifference[]> {
  return inPlaces(comparePlaces, 'compare', directory, files, gzip, patience)
}

/** What `writeBundles` would do, as `previewTree` says it of a tree. */
export async function previewBundles(
  directory: string,
  files: readonly EmittedFile[],
  gzip: boolean,
  patience: Patience = {},
): Promise<readonly TreeDifference[]> {
  return inPlaces(previewPlaces, 'write', directory, files, gzip, patience)
}

/** Refuses a place that is not fit for it before anything is packed. */
async function inPlaces<T>(
  deed: (places: Places, contents: readonly TreeFile[], list: string, patience: Patience) => T,
  purpose: Places['doing'],
  directory: string,
  files: readonly EmittedFile[],
  gzip: boolean,
  patience: Patience,
): Promise<T> {
  const places = placesOf(directory, purpose, kind)
  const { contents, list } = await bundled(files, gzip)
  return deed(places, contents, list, patience)
}

async function bundled(files: readonly EmittedFile[], gzip: boolean): Promise<{ contents: readonly TreeFile[]; list: string }> {
  invariant(files.every(staysInTree), 'a host or a path that leaves its folder reached the archives')
  const hosts = [...new Set(files.map((file) => file.host))]
  const own = (host: string): EmittedFile[] => files.filter((file) => file.host === host)
  const bundles = await Promise.all(hosts.map((host) => bundleOf(host, own(host), gzip)))
  return { contents: bundles.flatMap((bundle) => bundle.files), list: index(bundles) }
}

async function bundleOf(host: string, files: readonly EmittedFile[], gzip: boolean): Promise<Bundle> {
  const tar = await archive(files)
  return {
    host,
    files: [
      { path: `${host}.json`, content: manifest(files), mode: 0o644 },
      gzip ? { path: `${host}.tar.gz`, content: compressed(tar), mode: 0o600 } : { path: `${host}.tar`, content: tar, mode: 0o600 },
    ],
  }
}

/**
 * The tar of one host: regular files only, in the order given, paths without the leading `/`, owners by name. Where the target lacks a name, the
 * number stands, and that is root's. Equal files give equal bytes: nothing of this machine, its users or its clock is in it.
 */
async function archive(files: readonly EmittedFile[]): Promise<Buffer> {
  const tar = pack()
  for (const { path, owner, group, mode, text } of files)
    tar.entry({ name: path.slice(1), mode: Number.parseInt(mode, 8), uid: 0, gid: 0, uname: owner, gname: group, mtime: new Date(0) }, text)
  tar.finalize()
  return buffer(tar)
}

/** Byte 9 of a gzip file names the system that made it (RFC 1952): 255, unknown, makes all the same. Its time is 0, none, already. */
function compressed(bytes: Buffer): Buffer {
  const result = gzipSync(bytes, { level: 9 })
  result[9] = 255
  return result
}

function index(bundles: readonly Bundle[]): string {
  const records = bundles.flatMap(({ host, files }) =>
    files.map(({ path, content }) => JSON.stringify({ host, path, sha256: hash('sha256', content), size: Buffer.byteLength(content) })),
  )
  return `{\n  "version": 1,\n  "generator": "${generators[kind]}",\n  "files": [\n    ${records.join(',\n    ')}\n  ]\n}\n`
}
