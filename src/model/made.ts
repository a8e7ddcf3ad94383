import type { Report } from '../diagnostics/sink.js'
import type { Asked } from '../inventory/read-log.js'
import type { Settings } from '../inventory/settings.js'
import type { Entry } from '../syntax/node.js'
import type { Context } from './context.js'
import { same } from './same.js'

/** What a part may look at beside variables. */
export type Surroundings = 'site' | 'cluster' | 'member' | 'hardware' | 'platform' | 'shardMembers'

/** Who stands around a part, but for their variables: objects that are one as long as nothing about them differs. */
export type Identity = Readonly<Record<Surroundings, object>>

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
  readonly around: readonly (readonly [Surroundings, object])[]
  readonly asked: readonly (readonly [Whose, Asked])[]
}

/** Whose variables: finds them again around another part. */
export type Whose = (context: Context) => Settings | undefined

/** Whether everything that a part was made of is what it was. */
export function isMadeOf({ inputs, around, asked }: Made, given: readonly unknown[], context: Context): boolean {
  return (
    sameItems(inputs, given) &&
    around.every(([who, identity]) => context.identity[who] === identity) &&
    asked.every(([find, what]) => isAnswered(what, find(context)))
  )
}

export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

/** Whether these variables give the same answers. */
export function isAnswered({ entries, place }: Asked, settings: Settings | undefined): boolean {
  if (settings === undefined || (place !== undefined && settings.place !== place)) return false
  for (const [name, entry] of entries) if (!sameEntry(entry, settings.written(name))) return false
  return true
}

/** Entries that follow from others are made anew each time, at the place that decides them. */
function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === b) return true
  return a?.value.kind === 'scalar' && b?.value.kind === 'scalar' && a.key.at === b.key.at && same(a.value, b.value)
}

export function isFull(asked: readonly (readonly [Whose | undefined, Asked])[]): asked is readonly (readonly [Whose, Asked])[] {
  return asked.every(([find]) => find !== undefined)
}

const own: Whose = ({ settings }) => settings
const common: Whose = (context) => context.common

/** How to find these variables again; undefined where they are of somebody far away. */
export function whose(settings: Settings, { settings: self, common: shared, cluster, shardMembers }: Context): Whose | undefined {
  if (settings === self) return own
  if (settings === shared) return common
  const among = cluster.members.findIndex((each) => each.settings === settings)
  if (among !== -1) return (context) => context.cluster.members[among]?.settings
  const within = shardMembers.findIndex((each) => each.settings === settings)
  return within === -1 ? undefined : (context) => context.shardMembers[within]?.settings
}
