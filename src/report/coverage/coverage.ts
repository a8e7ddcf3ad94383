import { artifacts } from '../../artifacts/artifacts.js'
import type { Model } from '../../model/model.js'
import type { Source } from '../../source/source.js'
import type { Span } from '../../source/span.js'
import { type CompileInput, type CompileOptions, check, type Findings, type Interpreted, type Loaded } from '../../understand.js'
import { type LineRange, type LineUse, linesOf } from './lines.js'
import { type Piece, uses } from './piece.js'
import { type Placeholders, placeholdersOf } from './placeholders.js'
import { reaches } from './reach.js'
import { verdictOf } from './reason.js'
import { Walk } from './walk.js'

/** What each line of one file of an inventory is good for. */
export interface FileCoverage {
  readonly source: Source
  /** In order, without gaps: every line is in exactly one. */
  readonly ranges: readonly LineRange[]
  /** Every definition and attribute, in order of place, each once. */
  readonly pieces: readonly Piece[]
  /** How many lines there are of each use. */
  readonly counts: Readonly<Record<LineUse, number>>
}

export interface Coverage extends Findings {
  /** In the order of the inventories; empty where one cannot be read at all. Where a finding is an error, what comes after it may count as unread. */
  readonly files: readonly FileCoverage[]
  /** What the clusters are given and nothing reads yet. */
  readonly placeholders: readonly Placeholders[]
}

/** Checks an inventory and says of each of its lines what it is good for. Pure and synchronous as `check` is. */
export function coverage(input: CompileInput, options: CompileOptions = {}): Coverage {
  const loaded: (Loaded & Interpreted)[] = []
  const found = check(input, { ...options, loaded: (each) => loaded.push(each) })
  const placeholders = found.model === undefined ? [] : placeholdersOf(found.model)
  return { ...found, placeholders, files: loaded.flatMap((each) => filesOf(each, found)) }
}

function filesOf({ roots, inventory, values }: Loaded & Interpreted, { diagnostics, model }: Findings): FileCoverage[] {
  const reach = reaches(inventory, values)
  const made = model === undefined ? undefined : parametersOfFiles(model)
  const ignored = new Set(diagnostics.filter(({ code }) => code === 'inventory-key-ignored').map(({ at }) => at))
  const walk = new Walk({
    variable: (entry) => (reach.has(entry.key.at) ? verdictOf(entry, reach.get(entry.key.at), made) : undefined),
    ignored: ({ key }) => ignored.has(key.at),
  })
  // A file of group_vars or host_vars that is nobody's.
  const unread = new Set([...ignored].filter(({ start, end }) => start === end).map(({ source }) => source))
  for (const root of roots) unread.has(root.at.source) ? walk.unread(root) : walk.structure(root)
  const pieces = strongest(walk.pieces)
  return [...new Set(roots.map(({ at }) => at.source))].map((source) => fileOf(source, pieces, walk.texts))
}

/** The parameters on which a file depends that is made. */
function parametersOfFiles(model: Model): ReadonlySet<string> {
  return new Set(artifacts.filter((artifact) => artifact.files(model).length > 0).flatMap((artifact) => artifact.uses))
}

/** What an anchor or a merged map holds is met in several places, and counts as the best of them. */
function strongest(pieces: readonly Piece[]): readonly Piece[] {
  const best = new Map<Span, Piece>()
  for (const piece of pieces) {
    const before = best.get(piece.at)
    if (before === undefined || uses.indexOf(piece.use) < uses.indexOf(before.use)) best.set(piece.at, piece)
  }
  return [...best.values()]
}

function fileOf(source: Source, pieces: readonly Piece[], texts: readonly Span[]): FileCoverage {
  const ranges = linesOf(source, pieces, texts)
  const counts: Record<LineUse, number> = { used: 0, checked: 0, other: 0, unused: 0, structure: 0, comment: 0, blank: 0 }
  for (const { from, to, use } of ranges) counts[use] += to - from + 1
  const own = pieces.filter(({ at, use }) => at.source === source && use !== 'structure')
  return { source, ranges, counts, pieces: own.sort((a, b) => a.at.start - b.at.start || b.at.end - a.at.end) }
}
