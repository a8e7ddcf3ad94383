import { reason } from '../read.js'
import { beginTree, completeTree, Here, type Job, type Maker } from './build.js'
import { byPath, type TreeChange, type TreeDifference } from './difference.js'
import { Held } from './held.js'
import { manifestName } from './listed.js'
import { refuseMounts } from './mounts.js'
import type { Patience } from './patience.js'
import { inWords, look, type Places, problem } from './places.js'
import { Comparison, type Content, Hindrances, type TreeFile } from './plan.js'
import { type Survey, survey } from './survey.js'
import { discard, heal, swap } from './swap.js'

/** How a tree is written. */
export interface WriterOptions extends Patience {
  /** Who makes the files; this thread, at once, where nothing is said. */
  readonly maker?: (places: Places) => Maker
  /** Whether nobody asks of a first tree what is in it: then the writer need not keep that. */
  readonly brief?: boolean
}

/**
 * A tree that is written while its files come: nothing is made before one of them differs from what is on disk, and the former tree stays in its place until
 * `finish`. A step that throws has put everything back and given the lock away, as `abandon` does; nothing may follow it.
 */
export class TreeWriter {
  private readonly before: boolean
  private readonly comparison: Comparison
  private readonly hindrances: Hindrances
  private readonly maker: Maker
  private readonly changes: TreeDifference[] = []
  /** Files that are on disk already, until one differs. */
  private same: Job[] = []
  private stage: 'looking' | 'making' | 'done' = 'looking'
  private open = true

  private constructor(
    private readonly places: Places,
    private readonly held: Held,
    private readonly found: Survey,
    private readonly options: WriterOptions,
  ) {
    this.before = found.own.has(manifestName)
    this.comparison = new Comparison(places.target, found)
    this.hindrances = new Hindrances(places, found.foreign)
    this.maker = options.maker?.(places) ?? new Here(places)
  }

  /** Takes the lock, ends what a former run began, and looks at what is there. Throws an EnvironmentProblem where the place is not fit for a tree. */
  static open(places: Places, options: WriterOptions): TreeWriter {
    const held = new Held(places, options)
    try {
      heal(places)
      refuseMounts(places)
      return new TreeWriter(places, held, survey(places, places.target), options)
    } catch (error) {
      held.release()
      throw inWords(places, error)
    }
  }

  /** In any order. The file may be made later. */
  add(file: TreeFile): void {
    this.guarded(() => {
      const { path, content, mode } = file
      const difference = this.comparison.file(file)
      this.hindrances.meets(path)
      if (difference !== undefined) {
        if (this.before || !this.options.brief) this.changes.push(difference)
        this.begin()
        this.maker.make([path, mode, content])
      } else if (this.stage === 'looking') this.same.push([path, mode, undefined])
      else this.maker.make([path, mode, undefined])
    })
  }

  /** Puts the tree into its place, with its manifest. Where nothing differs nothing is touched. */
  finish(manifest: Content): TreeChange {
    this.guarded(() => this.complete({ path: manifestName, content: manifest, mode: 0o644 }))
    const { before, changes } = this
    this.open = false
    this.held.give()
    return { before, changes: changes.sort(byPath) }
  }

  /** Leaves the place as it was; where a step has thrown it is that already. */
  abandon(): void {
    if (!this.open) return
    this.open = false
    this.undo(undefined)
    this.held.release()
  }

  private complete(manifest: TreeFile): void {
    const { places, found, changes } = this
    const different = this.comparison.file(manifest)
    this.hindrances.refuse()
    if (different !== undefined) changes.push(different)
    for (const each of this.comparison.rest()) if (!each.foreign) changes.push(each)
    if (changes.length === 0 && this.stage === 'looking') return
    this.begin()
    this.maker.end()
    completeTree(places, found, manifest)
    swap(places, this.before)
    this.stage = 'done'
    if (this.before) discard(places)
  }

  private begin(): void {
    if (this.stage !== 'looking') return
    this.stage = 'making'
    beginTree(this.places)
    for (const job of this.same) this.maker.make(job)
    this.same = []
  }

  private guarded(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.open = false
      try {
        this.undo(error)
      } catch (worse) {
        this.held.release()
        throw worse
      }
      this.held.release()
      throw inWords(this.places, error)
    }
  }

  /** Cleaning up must not hide why it is needed; what it leaves, the next run removes. */
  private undo(why: unknown): void {
    this.maker.stop()
    if (this.stage !== 'making') return
    this.stage = 'done'
    const { target, old } = this.places
    try {
      heal(this.places)
    } catch {
      if (look(target) === undefined && look(old) !== undefined)
        throw problem(this.places, `${reason(why)}; what was there is whole at ${old}, and the next run puts it back`)
    }
  }
}
