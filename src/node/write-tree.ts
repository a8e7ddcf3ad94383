import type { EmittedFile } from '../emit/emit.js'
import type { TreeChange } from './tree/difference.js'
import { treeFile } from './tree/listed.js'
import type { Patience } from './tree/patience.js'
import { type Places, placesOf } from './tree/places.js'
import type { TreeFile } from './tree/plan.js'
import { TreeWriter } from './tree/writer.js'

export type { TreeChange } from './tree/difference.js'

/**
 * Makes `directory` hold `hosts/<host>/<path>` for each file, and manifest.json. The tree is made beside the old one and takes its place when
 * it is complete; whatever fails or kills the run, the place holds the old tree or the new one, or the next run puts the old one back. Files
 * that are on disk already stay the same files; what pgcompile did not write is carried over. Throws an EnvironmentProblem where the place
 * is not fit for that, somebody else writes it, or the system fails.
 *
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs'
 * import { compile, readInventoryFiles, writeTree } from 'pgcompile'
 *
 * writeFileSync('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars: { pg_cluster: pg-shop }
 * `)
 * const { files, manifest } = compile({ inventories: [readInventoryFiles('inventory.yml')] })
 * console.log(writeTree('out', files, manifest).changes.length > files.length)
 * // => true
 * console.log(writeTree('out', files, manifest).changes)
 * // => []
 * ```
 */
export function writeTree(directory: string, files: readonly EmittedFile[], manifest: string, patience: Patience = {}): TreeChange {
  return writePlaces(placesOf(directory, 'write'), files.map(treeFile), manifest, patience)
}

/**
 * The same for a directory of any kind: its files and its manifest.
 * @internal
 */
export function writePlaces(places: Places, files: readonly TreeFile[], manifest: string, patience: Patience): TreeChange {
  const writer = TreeWriter.open(places, patience)
  for (const file of files) writer.add(file)
  return writer.finish(manifest)
}
