import type { EmittedFile } from '../emit/emit.js'
import { byPath, type TreeDifference } from './tree/difference.js'
import { manifestName, treeFile } from './tree/listed.js'
import { waitForWriter } from './tree/lock.js'
import type { Patience } from './tree/patience.js'
import { inWords, look, type Places, placesOf, problem } from './tree/places.js'
import { Comparison, type Content, Hindrances, type TreeFile } from './tree/plan.js'
import { survey } from './tree/survey.js'

/**
 * How the tree at `directory` differs from the one that these files make, by path. Writes nothing. Throws an EnvironmentProblem where the
 * directory is not of pgcompile, somebody else writes it, or something cannot be read.
 */
export function compareTree(directory: string, files: readonly EmittedFile[], manifest: string, patience: Patience = {}): readonly TreeDifference[] {
  return comparePlaces(placesOf(directory, 'compare'), files.map(treeFile), manifest, patience)
}

/** What `writeTree` would do to the tree at `directory`, by path. Writes nothing. Throws an EnvironmentProblem where `writeTree` would refuse the directory. */
export function previewTree(directory: string, files: readonly EmittedFile[], manifest: string, patience: Patience = {}): readonly TreeDifference[] {
  return previewPlaces(placesOf(directory, 'write'), files.map(treeFile), manifest, patience)
}

/**
 * The same for a directory of any kind: its files and its manifest.
 * @internal
 */
export function comparePlaces(places: Places, files: readonly TreeFile[], manifest: string, patience: Patience): readonly TreeDifference[] {
  return differences(places, files, manifest, patience, false)
}

/**
 * What `writePlaces` would do.
 * @internal
 */
export function previewPlaces(places: Places, files: readonly TreeFile[], manifest: string, patience: Patience): readonly TreeDifference[] {
  return differences(places, files, manifest, patience, true)
}

function differences(places: Places, files: readonly TreeFile[], manifest: Content, patience: Patience, strict: boolean): readonly TreeDifference[] {
  try {
    waitForWriter(places, patience)
    if (look(places.target) === undefined && look(places.old) !== undefined)
      throw problem(places, `a run was stopped as it put the tree into its place; compile once more, which puts back ${places.old}`)
    const found = survey(places, places.target)
    const comparison = new Comparison(places.target, found)
    const hindrances = new Hindrances(places, found.foreign)
    const all = [...files, { path: manifestName, content: manifest, mode: 0o644 }]
    const differences = all.flatMap((file) => comparison.file(file) ?? [])
    if (strict) for (const { path } of all) hindrances.meets(path)
    hindrances.refuse()
    return [...differences, ...comparison.rest()].sort(byPath)
  } catch (error) {
    throw inWords(places, error)
  }
}
