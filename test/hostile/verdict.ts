import { artifacts } from '../../src/artifacts/artifacts.js'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { type EmittedFile, emit } from '../../src/emit/emit.js'
import type { Model } from '../../src/model/model.js'
import { Source } from '../../src/source/source.js'
import { understand } from '../../src/understand.js'
import { type Changes, type Place, written } from './places.js'
import type { PlainMap } from './site.js'

/** A single text that is dealt with otherwise than it should be. */
export interface Escape {
  readonly place: Place
  readonly text: string
  readonly what: string
}

export interface Verdict {
  /** Texts that were refused where they stand, and those that files were made of. */
  readonly refused: number
  readonly accepted: Changes
  readonly files: readonly EmittedFile[]
  readonly escapes: readonly Escape[]
}

interface Looked {
  readonly errors: readonly Diagnostic[]
  readonly model?: Model
  readonly sink: Sink
  readonly lines: ReadonlyMap<number, readonly Place[]>
}

/**
 * Puts hostile texts into all these places at once. Those that an error names are taken out again until none is left, and files are made of the rest.
 * An error elsewhere than at a changed text, and whatever goes wrong while files are made, is an escape, which is narrowed down to one text.
 */
export function judge(inventory: PlainMap, changes: Changes): Verdict {
  const left = new Map(changes)
  const escapes: Escape[] = []
  for (;;) {
    const looked = look(inventory, left)
    if (looked.model === undefined) {
      if (takeOut(looked, left) > 0 || takeReferences(looked, left)) continue
      escapes.push(narrowed(inventory, left, errorsElsewhere))
      continue
    }
    const { files, trouble } = make(looked.model, looked.sink)
    if (trouble === undefined) return { refused: changes.size - left.size - escapes.length, accepted: left, files, escapes }
    escapes.push(narrowed(inventory, left, troubleWhenMade))
  }
}

function look(inventory: PlainMap, changes: Changes): Looked {
  const { text, lines } = written(inventory, changes)
  const sink = new Sink()
  try {
    const model = understand({ inventories: [new Source('hostile.json', text)] }, sink)
    return { errors: errorsOf(sink), sink, lines, ...(model === undefined ? {} : { model }) }
  } catch (error) {
    return { errors: [], sink, lines, ...thrown(error) }
  }
}

function thrown(error: unknown): object {
  return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

const errorsOf = (sink: Sink): Diagnostic[] => sink.list().filter(({ severity }) => severity === 'error')

function takeOut({ errors, lines }: Looked, left: Map<Place, string>): number {
  let count = 0
  for (const { at } of errors) for (const place of lines.get(at.from.line) ?? []) if (left.delete(place)) count++
  return count
}

/** Codes of a word that does not go with another one any more, since what it named is called otherwise now, or since the two exclude each other. */
const danglings = new Set([
  'backup-repository',
  'etcd-identity',
  'rto-plan',
  'system-user-missing',
  'privilege-role-missing',
  'cluster-differs',
  'system-user-password',
  'hba-auth',
  'instance-seq',
  'cluster-primary',
  'host-name',
])

/** Gives all texts back that other values depend on. */
function takeReferences({ errors }: Looked, left: Map<Place, string>): boolean {
  if (!errors.some(({ code }) => danglings.has(code))) return false
  const names = [...left.keys()].filter(({ kind, path }) => kind === 'key' || ['name', 'nodename', 'addr', 'pg_cluster'].includes(String(path.at(-1))))
  for (const place of names) left.delete(place)
  return names.length > 0
}

function make(model: Model, sink: Sink): { files: EmittedFile[]; trouble?: string } {
  try {
    const files = emit(artifacts, model, sink)
    const [error] = errorsOf(sink)
    const trouble = error === undefined ? pathTrouble(files) : `${error.code}: ${error.message}`
    return trouble === undefined ? { files } : { files, trouble }
  } catch (error) {
    return { files: [], trouble: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** A file that would not be where its path says, or that no file system could have; also below the directory of its host in a tree. */
function pathTrouble(files: readonly EmittedFile[]): string | undefined {
  for (const { artifact, host, path } of files) {
    const [root, ...parts] = path.split('/')
    const odd = [host, ...parts].find(
      (part) => part === '' || part === '.' || part === '..' || /[/\p{Cc}\p{Cs}]/u.test(part) || new TextEncoder().encode(part).length > 255,
    )
    if (root !== '' || odd !== undefined || new TextEncoder().encode(path).length > 4095) return `${artifact} has the path ${path} on ${host}`
  }
  return undefined
}

/** Why these changes alone escape; undefined where they do not. */
type Question = (inventory: PlainMap, changes: Changes) => string | undefined

const errorsElsewhere: Question = (inventory, changes) => {
  const looked = look(inventory, changes)
  if ('thrown' in looked) return String(looked.thrown)
  if (looked.errors.length === 0 || looked.errors.some(({ at }) => looked.lines.has(at.from.line))) return undefined
  return looked.errors.map(({ code, message, at }) => `${code} at line ${at.from.line}: ${message}`)[0]
}

const troubleWhenMade: Question = (inventory, changes) => {
  const { model, sink } = look(inventory, changes)
  return model && make(model, sink).trouble
}

/** One text that escapes alone, taken out of the changes; where only several together do, the first of the smallest set found. */
function narrowed(inventory: PlainMap, left: Map<Place, string>, question: Question): Escape {
  let held = [...left]
  for (let size = Math.ceil(held.length / 2); held.length > 1; size = Math.ceil(size / 2)) {
    const parts = Array.from({ length: Math.ceil(held.length / size) }, (_, index) => held.slice(index * size, (index + 1) * size))
    const alone = parts.find((part) => question(inventory, new Map(part)) !== undefined)
    if (alone !== undefined) {
      held = alone
      size = held.length
    } else if (size === 1) break
  }
  const what = question(inventory, new Map(held)) ?? 'only together with others'
  const [first] = held
  if (first === undefined) throw new Error(`the harmless inventory: ${what}`)
  for (const [place] of held) left.delete(place)
  return { place: first[0], text: first[1], what: held.length === 1 ? what : `${held.length} together: ${what}` }
}
