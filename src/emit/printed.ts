import type { Artifact, FileSpec } from '../artifacts/artifact.js'
import type { Sink } from '../diagnostics/sink.js'
import { Likeness } from '../model/likeness.js'
import { compare } from '../source/compare.js'
import type { EmittedFile } from './emit.js'
import { sameView } from './same-view.js'
import type { Subject, Subjects } from './subjects.js'

/** A file as it was printed. */
export interface Kept {
  /** What it was printed of. */
  readonly spec: FileSpec
  readonly file: EmittedFile
  /** Whether its text held a credential in a place that is none. */
  readonly betrays: boolean
}

type Specs = Map<Artifact, readonly FileSpec[]>

/** What the artifacts decided on one subject. */
interface Decided {
  readonly scope: Subject['scope']
  readonly specs: Specs
  /** Where it has changed: what they decided before. */
  readonly former?: Specs
}

/**
 * The files of the run before. Of a cluster, host or service that is the same nothing is decided anew; what is decided anew is printed and read back only
 * where it is another view. Only two runs are kept.
 */
export class Printed {
  /** Lines of the manifest. */
  readonly records = new WeakMap<EmittedFile, string>()
  private readonly kept = new WeakMap<FileSpec, Kept>()
  private decided = new Map<string, Decided>()
  private ordered: readonly EmittedFile[] = []
  private credentials: ReadonlySet<string> = new Set()
  private trusted = false

  /** A run begins. */
  turn(subjects: Subjects, sink: Sink): void {
    const before = this.decided
    const likeness = new Likeness()
    this.decided = new Map()
    for (const [kind, each] of Object.entries(subjects))
      for (const { name, scope } of each) {
        const key = `${kind} ${name}`
        const known = before.get(key)
        if (known !== undefined && likeness.alike(scope, known.scope)) this.decided.set(key, { scope, specs: known.specs })
        else this.decided.set(key, { scope, specs: new Map(), ...(known === undefined ? {} : { former: known.specs }) })
      }
    const credentials = sink.concealedParts()
    this.trusted = credentials.size === this.credentials.size && [...credentials].every((part) => this.credentials.has(part))
    this.credentials = new Set(credentials)
  }

  specs(artifact: Artifact, { name, scope }: Subject): readonly FileSpec[] {
    const decided = this.decided.get(`${artifact.each ?? 'model'} ${name}`)
    const known = decided?.specs.get(artifact)
    if (known !== undefined) return known
    const specs = artifact.files(scope)
    const former = new Map(decided?.former?.get(artifact)?.map((spec) => [placeOf(spec), spec]))
    for (const spec of specs) {
      const like = former.get(placeOf(spec))
      const kept = like && sameView(like.view, spec.view) ? this.kept.get(like) : undefined
      if (kept !== undefined) this.kept.set(spec, kept)
    }
    decided?.specs.set(artifact, specs)
    return specs
  }

  find(spec: FileSpec): Kept | undefined {
    return this.kept.get(spec)
  }

  /** Whether it is known of a file whether it betrays a credential. */
  knows(spec: FileSpec, known: Kept | undefined): known is Kept {
    return known?.spec === spec && this.trusted
  }

  /** Keeps a file of this run; gives the one of the run before where nothing about it differs. */
  keep(spec: FileSpec, file: EmittedFile, betrays: boolean, known: Kept | undefined): EmittedFile {
    const one = known !== undefined && sameView(known.file, file) ? known.file : file
    this.kept.set(spec, { spec, file: one, betrays })
    return one
  }

  /** Sorts the files of this run: most stand in the order of the run before already. */
  sorted(files: readonly EmittedFile[]): EmittedFile[] {
    const now = new Set(files)
    const old = this.ordered.filter((file) => now.delete(file))
    this.ordered = [...old, ...[...now].sort(byPlace)].sort(byPlace)
    return [...this.ordered]
  }
}

export function byPlace(a: EmittedFile, b: EmittedFile): number {
  return compare(a.host, b.host) || compare(a.path, b.path)
}

function placeOf({ host, path }: FileSpec): string {
  return `${host}\0${path}`
}
