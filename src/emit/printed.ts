import type { Artifact, FileSpec } from '../artifacts/artifact.js'
import type { Sink } from '../diagnostics/sink.js'
import { Likeness } from '../model/likeness.js'
import { sameItems } from '../model/made.js'
import type { Site } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import type { EmittedFile } from './emit.js'
import { byPlace, exchange, merge } from './merge.js'
import { sameView } from './same-view.js'
import { type FindSubject, lists, type Subject, type Subjects } from './subjects.js'

type Specs = Map<Artifact, readonly FileSpec[]>

/** What the artifacts decided on one subject. */
interface Decided {
  readonly subject: Subject
  readonly specs: Specs
  /** Where it has changed: what they decided before. */
  readonly former?: Specs
  /** What was made of them. */
  files: EmittedFile[]
  /** The last run that had it. */
  run: number
}

type Kind = keyof Subjects

/** What is to be done in a run. */
interface Turn {
  /** The subjects that are not what they were; undefined where all must be looked at. */
  readonly changed?: Subjects
  /** Number of files of all others. */
  readonly standing: number
}

/**
 * The files of the run before. Of a cluster, host or service that is the same nothing is decided anew, and its files are not looked at; what is decided
 * anew is printed and read back only where it is another view. Only two runs are kept.
 */
export class Printed {
  /** Lines of the manifest. */
  readonly records = new WeakMap<EmittedFile, string>()
  /** What was printed of a view, or of one like it. */
  private readonly kept = new WeakMap<FileSpec, EmittedFile>()
  /** By kind and name. */
  private readonly decided = new Map<Kind, Map<string, Decided>>()
  private readonly ofSubject = new WeakMap<Subject, Decided>()
  /** By kind and part; all of one site. */
  private readonly subjects = new Map<string, Remembered<Subject>>()
  private site: Site | undefined
  private run = 0
  /** All files, where nothing was wrong with any. */
  private ordered: EmittedFile[] | undefined
  private gone: EmittedFile[] = []
  private made: EmittedFile[] = []
  private credentials: ReadonlySet<string> = new Set()

  /** What is as it was is the same subject. */
  readonly subject: FindSubject = (kind, site, part, make) => {
    if (this.site !== site) this.subjects.clear()
    this.site = site
    const known = this.subjects.get(kind) ?? new Remembered<Subject>()
    this.subjects.set(kind, known)
    return known.from(part, make)
  }

  /** A run begins. */
  turn(subjects: Subjects, sink: Sink): Turn {
    const credentials = sink.concealedParts()
    const trusted = credentials.size === this.credentials.size && [...credentials].every((part) => this.credentials.has(part))
    this.credentials = new Set(credentials)
    this.run++
    this.gone = []
    this.made = []
    const likeness = new Likeness()
    const of = (kind: Kind): Subject[] => this.changedOf(kind, subjects[kind], likeness)
    const changed = { model: of('model'), cluster: of('cluster'), neighbours: of('neighbours'), host: of('host'), service: of('service') }
    return this.ordered === undefined || !trusted ? { standing: 0 } : { changed, standing: this.ordered.length - this.gone.length }
  }

  /** Those that are not what they were; with the files of those that are no longer, theirs are gone. */
  private changedOf(kind: Kind, subjects: readonly Subject[], likeness: Likeness): Subject[] {
    const { run } = this
    const all = this.decided.get(kind) ?? new Map<string, Decided>()
    this.decided.set(kind, all)
    const changed: Subject[] = []
    for (const subject of subjects) {
      const { name, scope } = subject
      const known = all.get(name)
      if (known?.subject === subject) {
        known.run = run
        continue
      }
      const stays = known !== undefined && (sameLists(scope, known.subject.scope) || likeness.alike(scope, known.subject.scope))
      const { specs, files }: Pick<Decided, 'specs' | 'files'> = stays ? known : { specs: new Map(), files: [] }
      const decided = { subject, specs, files, run, ...(stays || known === undefined ? {} : { former: known.specs }) }
      all.set(name, decided)
      this.ofSubject.set(subject, decided)
      if (stays) continue
      changed.push(subject)
      for (const file of known?.files ?? []) this.gone.push(file)
    }
    for (const [name, decided] of all) {
      if (decided.run === run) continue
      all.delete(name)
      for (const file of decided.files) this.gone.push(file)
    }
    return changed
  }

  /** All subjects of this run are looked at. */
  restart(): void {
    this.ordered = undefined
    this.made = []
    for (const all of this.decided.values()) for (const decided of all.values()) decided.files = []
  }

  specs(artifact: Artifact, subject: Subject): readonly FileSpec[] {
    const decided = this.ofSubject.get(subject)
    const known = decided?.specs.get(artifact)
    if (known !== undefined) return known
    const specs = artifact.files(subject.scope)
    const former = new Map(decided?.former?.get(artifact)?.map((spec) => [placeOf(spec), spec]))
    for (const spec of specs) {
      const like = former.get(placeOf(spec))
      const kept = like && sameView(like.view, spec.view) ? this.kept.get(like) : undefined
      if (kept !== undefined) this.kept.set(spec, kept)
    }
    decided?.specs.set(artifact, specs)
    return specs
  }

  /** A file with the text that is printed of it. */
  find(spec: FileSpec): EmittedFile | undefined {
    return this.kept.get(spec)
  }

  /** Keeps a file of this run; gives the one of the run before where nothing about it differs. */
  keep(spec: FileSpec, file: EmittedFile): EmittedFile {
    const known = this.kept.get(spec)
    const one = known !== undefined && sameView(known, file) ? known : file
    this.kept.set(spec, one)
    return one
  }

  /** A file of this run. */
  take(file: EmittedFile, subject: Subject): void {
    this.ofSubject.get(subject)?.files.push(file)
    this.made.push(file)
  }

  /** All files of this run once those of all subjects that have changed are made; undefined where two have the same place. */
  merged(): EmittedFile[] | undefined {
    const [ordered, gone, made] = [this.ordered ?? [], this.gone.sort(byPlace), this.made.sort(byPlace)]
    this.ordered = exchange(ordered, gone, made) ? ordered : merge(ordered, gone, made)
    return this.ordered?.slice()
  }

  /** The same once those of all subjects are made; `fine` says whether nothing was wrong with any, so that the next run may go on from here. */
  whole(fine: boolean): EmittedFile[] {
    const files = this.made.sort(byPlace)
    if (fine) this.ordered = files
    return files.slice()
  }
}

/** Whether both are made of the same objects. */
function sameLists(a: Subject['scope'], b: Subject['scope']): boolean {
  return a.site === b.site && lists.every((name) => a[name] === b[name] || sameItems(a[name], b[name]))
}

function placeOf({ host, path }: FileSpec): string {
  return `${host}\0${path}`
}
