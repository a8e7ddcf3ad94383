import { isParameter } from '../../catalog/catalog.js'
import { artifactNamed } from '../artifact-named.js'
import type { FileChange, Origin } from '../change.js'
import type { BareFileChange, Facts } from '../files.js'
import type { Identity } from '../identity.js'
import type { Known } from '../side.js'
import type { Difference } from './difference.js'
import { pathKey, type Result, Trial, valueKey } from './trial.js'

/** Above this many differences to choose from nothing is tried: each is an inventory to be built, once or twice. */
const most = 24

/**
 * Names for each change the differences of the inventories that cause it: the only one that the file may depend on, else those with which alone the
 * former inventory already has it, or without which alone the new one has not; else all, as doubtful.
 */
export function attribute(
  files: readonly BareFileChange[],
  differences: readonly Difference[],
  sides: { readonly before: Known; readonly after: Known },
  identity: Identity,
  facts: Facts,
): FileChange[] {
  const candidates = new Map(files.map((file) => [file, differences.filter((difference) => mayCause(difference, file))]))
  const open = files.filter((file) => (candidates.get(file)?.length ?? 0) > 1)
  const count = new Set(open.flatMap((file) => candidates.get(file) ?? [])).size
  const found = count === 0 || count > most ? new Map<BareFileChange, Causes>() : tried(open, candidates, sides, identity, facts)
  return files.map((file) => withOrigins(file, candidates.get(file) ?? [], found.get(file)))
}

function mayCause({ name }: Difference, { artifact }: BareFileChange): boolean {
  return name === undefined || !isParameter(name) || artifactNamed(artifact)?.uses.includes(name) !== false
}

/** What causes a fact to differ, and whether that alone makes it what it is on the other side. */
type Found = ReadonlyMap<Difference, { readonly exact: boolean }>

/** The causes of each fact that differs, by its path; of the file as a whole under undefined. */
type Causes = ReadonlyMap<string | undefined, Found>

function tried(
  files: readonly BareFileChange[],
  candidates: ReadonlyMap<BareFileChange, readonly Difference[]>,
  { before, after }: { readonly before: Known; readonly after: Known },
  identity: Identity,
  facts: Facts,
): ReadonlyMap<BareFileChange, Causes> {
  const found = new Map(files.map((file) => [file, new Map<string | undefined, Map<Difference, { exact: boolean }>>()]))
  const ways = [
    { trial: new Trial(before, facts, ({ host, path }) => `${identity.hostAfter(host)}:${identity.pathAfter(path)}`), side: 'before', edit: 'forth' },
    { trial: new Trial(after, facts, ({ host, path }) => `${identity.hostBefore(host)}:${identity.pathBefore(path)}`), side: 'after', edit: 'back' },
  ] as const
  for (const { trial, side, edit } of ways) {
    // What the first way explained needs no second one.
    const open = files.filter((file) => file[side] !== undefined && isOpen(file, found.get(file)))
    for (const difference of new Set(open.flatMap((file) => candidates.get(file) ?? []))) {
      const make = difference[edit]
      if (make === undefined) continue
      const own = open.filter((file) => candidates.get(file)?.includes(difference) === true)
      const results = trial.run(
        make,
        own.flatMap((file) => file[side] ?? []),
      )
      for (const file of own) note(found.get(file), results?.get(file[side]), difference, goals(file, side === 'before' ? 'after' : 'before'))
    }
  }
  return found
}

function isOpen({ kind, changes }: BareFileChange, causes: Causes | undefined): boolean {
  return kind === 'changed' ? changes.some(({ path }) => !causes?.has(pathKey(path))) : !causes?.has(undefined)
}

/** The facts of a file that differ, as they are on one side. */
function goals({ changes }: BareFileChange, side: 'before' | 'after'): ReadonlyMap<string, string> {
  return new Map(changes.map((change) => [pathKey(change.path), valueKey(change[side])]))
}

function note(
  causes: Map<string | undefined, Map<Difference, { exact: boolean }>> | undefined,
  result: Result | undefined,
  difference: Difference,
  goal: ReadonlyMap<string, string>,
): void {
  if (causes === undefined || result === undefined || result === 'same') return
  const results: Iterable<[string | undefined, boolean]> =
    result === 'gone' ? [[undefined, true]] : [...result].map(([key, value]): [string, boolean] => [key, goal.get(key) === value])
  for (const [key, exact] of results) causes.set(key, (causes.get(key) ?? new Map()).set(difference, { exact }))
}

/** What can be made of neither inventory explains what nothing else does. */
function isUntried({ forth, back }: Difference): boolean {
  return forth === undefined && back === undefined
}

function withOrigins(file: BareFileChange, candidates: readonly Difference[], causes: Causes | undefined): FileChange {
  const of = (key: string | undefined): { readonly origins: readonly Origin[]; readonly doubtful?: true } => {
    const all = [...(causes?.get(key) ?? [])]
    const exact = all.filter(([, found]) => found.exact)
    const known = (exact.length > 0 ? exact : all).map(([difference]) => difference)
    const left = causes === undefined ? [] : candidates.filter(isUntried)
    const chosen = known.length > 0 ? known : left.length > 0 ? left : candidates
    return { origins: chosen.map(({ origin }) => origin), ...(known.length > 0 || chosen.length < 2 ? {} : { doubtful: true }) }
  }
  return { ...file, ...(file.kind === 'changed' ? {} : of(undefined)), changes: file.changes.map((change) => ({ ...change, ...of(pathKey(change.path)) })) }
}
