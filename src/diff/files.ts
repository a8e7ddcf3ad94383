import type { FormatId } from '../artifacts/artifact.js'
import { compare } from '../source/compare.js'
import { artifactNamed } from './artifact-named.js'
import type { FileChange, SideFile } from './change.js'
import { compareFacts, type FactChange, keyText } from './facts/compare.js'
import type { Fact } from './facts/fact.js'
import { readFacts } from './facts/read-facts.js'
import type { Identity } from './identity.js'
import type { Side } from './side.js'
import type { Veil } from './veil.js'

/** A file change before anybody looked for its causes. */
export type BareFileChange = Omit<FileChange, 'changes' | 'origins' | 'doubtful'> & { readonly changes: readonly FactChange[] }

export interface FileComparison {
  /** By host, then path. */
  readonly files: readonly BareFileChange[]
  /** Files that both have and that are equal. */
  readonly same: number
  /** Files that one side lacks because it is what was fetched. */
  readonly notFetched: number
}

/** Compares the files of two sides, by the names of the new one. */
export function compareFiles(before: Side, after: Side, identity: Identity, facts: Facts): FileComparison {
  const files: BareFileChange[] = []
  let same = 0
  let notFetched = 0
  for (const [old, file] of identity.renames.size === 0 ? pairsInOrder(before.files, after.files) : pairsOf(before, after, identity)) {
    if (old === undefined && before.kind === 'files') notFetched++
    else if (file === undefined && after.kind === 'files') notFetched++
    else if (old === undefined) files.push(...(file === undefined ? [] : [single('added', file, identity)]))
    else if (file === undefined) files.push(single('removed', old, identity))
    else {
      const change = old === file ? undefined : changeOf(old, file, facts)
      if (change === undefined) same++
      else files.push(change)
    }
  }
  return { files: files.sort((a, b) => compare(a.host, b.host) || compare(a.path, b.path)), same, notFetched }
}

/** A file on both sides; at least one of them has it. */
type Pair = readonly [before: SideFile | undefined, after: SideFile | undefined]

/** The files that stand in the same place on both sides, which are sorted by it. */
function* pairsInOrder(before: readonly SideFile[], after: readonly SideFile[]): Generator<Pair> {
  let [at, to] = [0, 0]
  while (at < before.length || to < after.length) {
    const [old, file] = [before[at], after[to]]
    const order = old === undefined ? 1 : file === undefined ? -1 : compare(old.host, file.host) || compare(old.path, file.path)
    yield [order <= 0 ? old : undefined, order >= 0 ? file : undefined]
    if (order <= 0) at++
    if (order >= 0) to++
  }
}

/** The same where hosts are called otherwise, and so may be files about them. */
function pairsOf(before: Side, after: Side, identity: Identity): Pair[] {
  const former = new Map(before.files.map((file) => [`${identity.hostAfter(file.host)}:${file.path}`, file]))
  const present = new Map(after.files.map((file) => [`${file.host}:${file.path}`, file]))
  for (const [place, file] of [...former]) {
    const moved = `${identity.hostAfter(file.host)}:${identity.pathAfter(file.path)}`
    if (present.has(place) || !present.has(moved) || former.has(moved)) continue
    former.delete(place)
    former.set(moved, file)
  }
  return [
    ...[...present].map(([place, file]): Pair => [former.get(place), file]),
    ...[...former].flatMap(([place, file]): Pair[] => (present.has(place) ? [] : [[file, undefined]])),
  ]
}

function single(kind: 'added' | 'removed', file: SideFile, identity: Identity): BareFileChange {
  const host = kind === 'removed' ? identity.hostAfter(file.host) : file.host
  return { kind, host, ...described(file, undefined), ...(kind === 'added' ? { after: file } : { before: file }), changes: [], rights: [] }
}

function changeOf(before: SideFile, after: SideFile, facts: Facts): BareFileChange | undefined {
  const rights = (['owner', 'group', 'mode'] as const).flatMap((name) => {
    const [was, is] = [before[name], after[name]]
    return was === undefined || is === undefined || was === is ? [] : [{ name, before: was, after: is }]
  })
  if (before.text === after.text && rights.length === 0 && before.path === after.path) return undefined
  const { changes, format } = before.text === after.text ? { changes: [], format: formatOf(before, after) } : facts.compare(before, after)
  return { kind: 'changed', host: after.host, ...described(after, before), ...(format === undefined ? {} : { format }), before, after, changes, rights }
}

function described(
  file: SideFile,
  other: SideFile | undefined,
): Pick<FileChange, 'path' | 'secret'> & Partial<Pick<FileChange, 'artifact' | 'component' | 'instance' | 'format'>> {
  const [artifact, component, instance] = [file.artifact ?? other?.artifact, file.component ?? other?.component, file.instance ?? other?.instance]
  const format = artifactNamed(artifact)?.format
  return {
    path: file.path,
    ...(artifact === undefined ? {} : { artifact }),
    ...(component === undefined ? {} : { component }),
    ...(instance === undefined ? {} : { instance }),
    ...(format === undefined ? {} : { format }),
    // Of a file that nobody knows nobody knows either what is in it.
    secret: file.secret || other?.secret === true || artifact === undefined,
  }
}

function formatOf(...files: readonly SideFile[]): FormatId | undefined {
  return files.flatMap(({ artifact }) => artifactNamed(artifact)?.format ?? [])[0]
}

/** Reads files and compares what they say. Many hosts have the same texts: they are looked at once. */
export class Facts {
  private readonly read = new Map<string, Fact | undefined>()
  private readonly known = new Map<string, { readonly changes: readonly FactChange[]; readonly format?: FormatId }>()

  constructor(private readonly veil: Veil) {}

  compare(before: SideFile, after: SideFile): { readonly changes: readonly FactChange[]; readonly format?: FormatId } {
    const format = formatOf(after, before)
    const secret = before.secret || after.secret || format === undefined
    const key = `${format} ${secret}\0${before.text}\0${after.text}`
    const found = this.known.get(key) ?? this.look(before.text, after.text, format, secret)
    this.known.set(key, found)
    return found
  }

  private look(
    before: string,
    after: string,
    format: FormatId | undefined,
    secret: boolean,
  ): { readonly changes: readonly FactChange[]; readonly format?: FormatId } {
    const was = format === undefined ? undefined : this.factsOf(format, before, secret)
    const is = format === undefined ? undefined : this.factsOf(format, after, secret)
    if (format !== undefined && was !== undefined && is !== undefined) return { changes: compareFacts(was, is), format }
    const hidden = secret || this.veil.hides(before) || this.veil.hides(after)
    const path = [wholeText]
    return { changes: [{ kind: 'changed', path, key: keyText(path), ...(hidden ? {} : { before, after }), secret: hidden }] }
  }

  /** Undefined where the text is not of the format. */
  factsOf(format: FormatId, text: string, secret: boolean): Fact | undefined {
    const key = `${format} ${secret}\0${text}`
    if (!this.read.has(key)) this.read.set(key, readFacts(format, text, this.veil, secret))
    return this.read.get(key)
  }
}

/** The path of a change of which only the text is known. */
export const wholeText = '(text)'
