import type { Artifact, FileSpec } from '../artifacts/artifact.js'
import { Span } from '../source/span.js'
import type { EmittedFile } from './emit.js'

/** A file as it was printed, and the view that it was printed of. */
export interface Kept {
  readonly view: unknown
  readonly file: EmittedFile
}

/** The files of the run before: those of equal views need not be printed and read back again. Only two runs are kept. */
export class Printed {
  /** Lines of the manifest. */
  readonly records = new WeakMap<EmittedFile, string>()
  private before = new Map<string, Kept>()
  private now = new Map<string, Kept>()

  /** A run begins. */
  turn(): void {
    if (this.now.size > 0) this.before = this.now
    this.now = new Map()
  }

  find(artifact: Artifact, spec: FileSpec): Kept | undefined {
    const kept = this.before.get(keyOf(artifact, spec))
    return kept !== undefined && sameView(kept.view, spec.view) ? kept : undefined
  }

  /** Keeps a file of this run; gives the one of the run before where nothing about it differs. */
  keep(artifact: Artifact, spec: FileSpec, file: EmittedFile, known: Kept | undefined): EmittedFile {
    const one = known !== undefined && sameView(known.file, file) ? known.file : file
    this.now.set(keyOf(artifact, spec), { view: spec.view, file: one })
    return one
  }
}

function keyOf({ id }: Artifact, { host, path }: FileSpec): string {
  return `${id}\0${host}\0${path}`
}

/** Whether two views are printed the same: places and functions are in no file. */
function sameView(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a === 'function' && typeof b === 'function') return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Span && b instanceof Span) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameView(item, b[index]))
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Map || a instanceof Set) return (b instanceof Map || b instanceof Set) && sameView([...a], [...b])
  return hasFields(a) && hasFields(b) && sameFields(a, b)
}

function sameFields(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  let count = 0
  for (const name in a) {
    if (!Object.hasOwn(b, name) || !sameView(a[name], b[name])) return false
    count++
  }
  for (const _ in b) count--
  return count === 0
}

function hasFields(value: object): value is Readonly<Record<string, unknown>> {
  return !Array.isArray(value)
}
