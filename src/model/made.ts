import { isParameter } from '../catalog/catalog.js'
import type { Report } from '../diagnostics/sink.js'
import { hasTemplates } from '../inventory/expression/settle.js'
import type { Asked, ReadLog } from '../inventory/read-log.js'
import type { Settings } from '../inventory/settings.js'
import type { Values } from '../inventory/values.js'
import type { Entry } from '../syntax/node.js'
import type { Context } from './context.js'
import { same } from './same.js'

/** What a part may look at beside variables. */
export type Surroundings = 'site' | 'cluster' | 'mode' | 'member' | 'role' | 'layout' | 'hardware' | 'platform' | 'shardMembers'

/** Who stands around a part, but for their variables: objects that are one as long as nothing about them differs. */
export type Identity = Readonly<Record<Surroundings, unknown>>

/** Something that was made, and all that it was made of. */
export interface Plain {
  readonly value: unknown
  readonly inputs: readonly unknown[]
  readonly asked: readonly (readonly [number, Asked])[]
  readonly reports: readonly Report[]
}

/** Something that was made of one object, and what was looked at of that. */
export interface Derived {
  readonly value: unknown
  readonly looked: readonly (readonly [PropertyKey, unknown])[]
}

/** The same of an instance or its cluster. */
export interface Made extends Omit<Plain, 'asked'> {
  readonly around: readonly { readonly who: Surroundings; readonly identity: unknown }[]
  readonly asked: readonly { readonly find: Whose; readonly what: Asked }[]
}

/** Of whom something is made: an instance among others, or a host alone. */
export type Bearer = Pick<Context, 'settings' | 'common'> & Partial<Pick<Context, 'cluster' | 'shardMembers'>> & { readonly identity: Partial<Identity> }

/** Whose variables: finds them again around another part. */
export type Whose = (bearer: Bearer) => Settings | undefined

/**
 * Whether everything that a part was made of is what it was: `same`, or, where `alike` asks for that, `alike` if entries differ of which only the value was
 * looked at and that does not.
 */
export function compareMade({ inputs, around, asked }: Made, given: readonly unknown[], bearer: Bearer, alike = false): Match {
  if (!sameItems(inputs, given)) return 'other'
  for (const { who, identity } of around) if (bearer.identity[who] !== identity) return 'other'
  let match: Match = 'same'
  for (const { find, what } of asked) {
    const answers = compareAnswers(what, find(bearer), alike)
    if (answers === 'other') return 'other'
    if (answers === 'alike') match = 'alike'
  }
  return match
}

type Match = 'same' | 'alike' | 'other'

export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

/** Whether these variables give the same answers. */
export function isAnswered(what: Asked, settings: Settings | undefined): boolean {
  return compareAnswers(what, settings, false) === 'same'
}

function compareAnswers({ names, entries, exact, place }: Asked, settings: Settings | undefined, alike: boolean): Match {
  if (settings === undefined || (place !== undefined && settings.place !== place)) return 'other'
  let match: Match = 'same'
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? ''
    const before = entries[index]
    const now = settings.written(name)
    if (before === now || (!alike && sameEntry(before, now))) continue
    if (!alike || exact[index] !== false || !sameValue(name, before, now, settings)) return 'other'
    match = 'alike'
  }
  return match
}

/** A list or map is the same only where it is one. What an expression gives is not known before it is evaluated. */
function sameValue(name: string, before: Entry | undefined, now: Entry | undefined, { values }: Settings): boolean {
  if (before === undefined || now === undefined) return false
  const value = scalarOf(name, now, values)
  return value !== undefined && value === scalarOf(name, before, values)
}

/** The value that stands for an entry to who looks at nothing else of it; undefined where nothing does. */
export function scalarOf(name: string, entry: Entry, values: Values): string | number | boolean | undefined {
  if (!isParameter(name) || hasTemplates(entry.value)) return undefined
  const value = values.of(name, entry)
  return typeof value === 'object' ? undefined : value
}

/** A part of entries with the same values, as one of the entries of these variables, which are used by that. */
export function rebased(made: Made, bearer: Bearer): Made {
  let asked: { find: Whose; what: Asked }[] | undefined
  for (const [at, { find, what }] of made.asked.entries()) {
    const settings = find(bearer)
    let entries: (Entry | undefined)[] | undefined
    for (let index = 0; index < what.names.length; index++) {
      const name = what.names[index] ?? ''
      const entry = settings?.written(name)
      if (entry === what.entries[index]) continue
      settings?.note(name)
      entries ??= [...what.entries]
      entries[index] = entry
    }
    if (entries === undefined) continue
    asked ??= [...made.asked]
    asked[at] = { find, what: { ...what, entries } }
  }
  return asked === undefined ? made : { ...made, asked }
}

/** Entries that follow from others are made anew each time, at the place that decides them. */
function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === b) return true
  return a?.value.kind === 'scalar' && b?.value.kind === 'scalar' && a.key.at === b.key.at && same(a.value, b.value)
}

/** Whether a part says nothing of its cluster, so that other clusters may have the same. */
export function isCommon({ around, asked }: Made): boolean {
  return !around.some(({ who }) => ofCluster.has(who)) && asked.every(({ find, what }) => (find === own || find === common) && what.place === undefined)
}

const ofCluster: ReadonlySet<Surroundings> = new Set<Surroundings>(['cluster', 'member', 'shardMembers'])

/** What was asked, with the way to whom; undefined where that is somebody far away. */
export function askedOf(log: ReadLog, bearer: Bearer): Made['asked'] | undefined {
  if (log.incomplete) return undefined
  const asked: { find: Whose; what: Asked }[] = []
  let far = false
  log.forEach((settings, what) => {
    const find = whose(settings, bearer)
    if (find === undefined) far = true
    else asked.push({ find, what })
  })
  return far ? undefined : asked
}

/** The instance's own. */
export const own: Whose = ({ settings }) => settings
const common: Whose = (bearer) => bearer.common

/** How to find these variables again; undefined where they are of somebody far away. */
function whose(settings: Settings, { settings: self, common: shared, cluster, shardMembers }: Bearer): Whose | undefined {
  if (settings === self) return own
  if (settings === shared) return common
  const among = cluster?.members.findIndex((each) => each.settings === settings) ?? -1
  if (among !== -1) return (bearer) => bearer.cluster?.members[among]?.settings
  const within = shardMembers?.findIndex((each) => each.settings === settings) ?? -1
  return within === -1 ? undefined : (bearer) => bearer.shardMembers?.[within]?.settings
}
