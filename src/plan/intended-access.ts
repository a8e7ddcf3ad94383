import { candidatesOf } from '../access/doors.js'
import { engineOf } from '../access/engine.js'
import { exampleIn, rangesText, union } from '../access/networks.js'
import { addressesIn } from '../access/place.js'
import type { Transport } from '../access/regions.js'
import { leadsTo } from '../access/target.js'
import { doorLabel } from '../access/ways.js'
import { everywhere } from '../model/connection-space.js'
import { type Intervals, without } from '../model/intervals.js'
import type { Cluster, Model } from '../model/model.js'
import type { AccessChange } from './access.js'
import type { Intention } from './intention.js'

type Access = Extract<Intention, { kind: 'access' }>

/** What of a change of access no intention speaks of: undefined where all of it is meant. `said` gets those that speak of some of it. */
export function unintendedAccess<T extends { readonly said: Intention }>(
  change: AccessChange,
  model: Model,
  intentions: readonly T[],
  said: Set<T>,
): (Pick<AccessChange, 'users' | 'databases'> & { readonly place: string }) | undefined {
  const cluster = model.clusters.find(({ name }) => name === change.cluster)
  if (change.effect === 'neither' || cluster === undefined) return undefined
  const scopes = intentions.flatMap((each) =>
    each.said.kind === 'access' ? [scopeOf(each.said, change, cluster, model)].flatMap((scope) => (scope === undefined ? [] : [{ each, scope }])) : [],
  )
  const left: { readonly user: string; readonly database: string; readonly transport: Transport; readonly addresses: Intervals }[] = []
  for (const user of change.users)
    for (const database of change.databases)
      for (const transport of change.transports)
        for (const door of change.doors) {
          let addresses = change.from ?? everywhere
          for (const { each, scope } of scopes) {
            if (!scope.covers(user, database, transport, door)) continue
            const rest = without(addresses, transport === 'socket' ? (scope.socket ? everywhere : []) : scope.addresses)
            if (size(rest) < size(addresses)) said.add(each)
            addresses = rest
          }
          if (addresses.length > 0) left.push({ user, database, transport, addresses })
        }
  const [first] = left
  if (first === undefined) return undefined
  const network = left.find(({ transport }) => transport !== 'socket')
  const place =
    network === undefined ? 'over the socket' : placeText(union(...left.filter(({ transport }) => transport !== 'socket').map(({ addresses }) => addresses)))
  return { users: [...new Set(left.map(({ user }) => user))], databases: [...new Set(left.map(({ database }) => database))], place }
}

function placeText(addresses: Intervals): string {
  const text = rangesText(addresses)
  return text.length <= 80 ? `from ${text}` : `from ${exampleIn(addresses)?.text ?? 'somewhere'} and more addresses`
}

interface Scope {
  readonly addresses: Intervals
  readonly socket: boolean
  readonly covers: (user: string, database: string, transport: Transport, door: string) => boolean
}

function scopeOf(intention: Access, change: AccessChange, cluster: Cluster, model: Model): Scope | undefined {
  const { direction, withoutPassword, from, tls, through, databases } = intention
  if (direction !== (change.effect === 'widened' ? 'wider' : 'narrower') || (intention.cluster !== undefined && intention.cluster.name !== cluster.name))
    return undefined
  const open = ({ needs }: AccessChange['after']): boolean => needs.some((set) => set.length === 0)
  if (direction === 'wider' && open(change.after) && !open(change.before) && !withoutPassword) return undefined
  const doors = through === undefined ? undefined : doorsThrough(through, cluster, model)
  return {
    addresses: from === undefined ? everywhere : union(...from.map((place) => addressesIn(place, cluster))),
    socket: from === undefined || from.some(({ kind }) => kind === 'socket'),
    covers: (user, database, transport, door) =>
      isMeant(intention, user, cluster, model) &&
      (databases === 'any' || databases.some(({ name }) => name === database)) &&
      (tls === undefined || (transport !== 'socket' && (transport === 'tls') === tls)) &&
      (doors === undefined || doors.has(door)),
  }
}

function isMeant({ subject }: Access, user: string, cluster: Cluster, model: Model): boolean {
  const account = engineOf(model).serverOf(cluster.primary).accounts.get(user)
  switch (subject.kind) {
    case 'anybody':
      return true
    case 'users':
      return subject.names.some(({ name }) => name === user)
    case 'role':
      return account?.roles?.has(subject.role.name) === true
    case 'superusers':
      return account?.superuser === true
  }
}

function doorsThrough(target: NonNullable<Access['through']>, cluster: Cluster, model: Model): ReadonlySet<string> {
  const doors = engineOf(model).doorsOf(cluster)
  return new Set(doors.filter((door) => candidatesOf(cluster).some((primary) => leadsTo(target, door, primary))).map(doorLabel))
}

function size(set: Intervals): bigint {
  return set.reduce((sum, [from, to]) => sum + to - from + 1n, 0n)
}
