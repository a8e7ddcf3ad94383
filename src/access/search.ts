import { everywhere } from '../model/connection-space.js'
import { common, type Intervals, without } from '../model/intervals.js'
import type { Cluster, Model } from '../model/model.js'
import { grouped } from '../source/grouped.js'
import type { Address } from '../syntax/address.js'
import { anyOther, databasesOf, loginsOf } from './names.js'
import { exampleIn, union } from './networks.js'
import type { Passage } from './passage.js'
import { addressesIn, type Place } from './place.js'
import type { Transport } from './regions.js'
import type { Target } from './target.js'
import { doorLabel, type Way, waysOf } from './ways.js'

/** Who can get in? What is left out is not restricted. */
export interface Search {
  readonly cluster?: string
  readonly user?: string
  /** Only members of this role. */
  readonly role?: string
  readonly superuser?: boolean
  readonly database?: string
  readonly from?: Place
  readonly tls?: boolean
  readonly to?: Target
}

/** Users and databases with the same ways in. Exact: the sets hold every address from which it is so, and no other. */
export interface Found {
  readonly cluster: string
  readonly users: readonly string[]
  readonly databases: readonly string[]
  readonly ways: readonly FoundWay[]
}

export interface FoundWay {
  readonly verdict: 'allowed' | 'unknown'
  readonly transports: readonly Transport[]
  /** On the line of `addressRange`; absent for the socket. */
  readonly from?: Intervals
  /** `pg-test-1:5432`, `pg-test-primary:5433`. */
  readonly doors: readonly string[]
  readonly witness: Witness
}

/** One connection of the set. */
export interface Witness {
  readonly user: string
  readonly database: string
  /** Absent for the socket. */
  readonly from?: Address
  readonly transport: Transport
  readonly door: string
  readonly primary: string
  readonly passage: Passage
}

/** Every way in that the search leaves, over all doors and failovers; roles that the inventory does not name are `anyOther`. */
export function search(model: Model, wanted: Search): readonly Found[] {
  return model.clusters
    .filter(({ name }) => wanted.cluster === undefined || wanted.cluster === name)
    .flatMap((cluster) => {
      const pairs = usersFor(model, cluster, wanted).flatMap((user) =>
        (wanted.database === undefined ? databasesOf(cluster) : [wanted.database]).flatMap((database) => {
          const ways = foundWays(model, cluster, user, database, wanted)
          return ways.length === 0 ? [] : [{ user, database, ways }]
        }),
      )
      return fold(cluster.name, pairs)
    })
}

function usersFor(model: Model, cluster: Cluster, { user, role, superuser }: Search): readonly string[] {
  if (user !== undefined) return [user]
  const logins = loginsOf(model, cluster).filter(
    (account) => (role === undefined || account.roles?.has(role) === true) && (superuser === undefined || account.superuser === superuser),
  )
  return [...logins.map(({ name }) => name), ...(role === undefined && superuser !== true ? [anyOther] : [])]
}

function foundWays(model: Model, cluster: Cluster, user: string, database: string, { from, tls, to }: Search): readonly FoundWay[] {
  const socket = from?.kind === 'socket'
  const within = from === undefined || socket ? everywhere : addressesIn(from, cluster)
  const transports: readonly Transport[] = socket ? ['socket'] : tls === undefined ? ['plain', 'tls'] : [tls ? 'tls' : 'plain']
  const asker = { user, database, replication: database === 'replication' }
  const single = transports.flatMap((transport) =>
    [...grouped(waysOf(model, cluster, asker, transport, within, to), ({ door }) => doorLabel(door))].flatMap(([door, ways]): FoundWay[] => {
      const allowed = addressesOf(ways, 'allowed')
      return (['allowed', 'unknown'] as const).flatMap((verdict): FoundWay[] => {
        const addresses = verdict === 'allowed' ? allowed : without(addressesOf(ways, 'unknown'), allowed)
        const way = ways.find((each) => each.passage.verdict === verdict && common(each.addresses, addresses).length > 0)
        if (way === undefined) return []
        const at = socket ? undefined : exampleIn(common(way.addresses, addresses))
        const witness = { user, database, transport, door, primary: way.primary.name, passage: way.passage, ...(at === undefined ? {} : { from: at }) }
        return [{ verdict, transports: [transport], ...(socket ? {} : { from: addresses }), doors: [door], witness }]
      })
    }),
  )
  // First both states of TLS of one door, then the doors that agree in all of it.
  const byDoor = joined(single, ({ verdict, from: addresses, doors }) => `${verdict}\0${addresses?.join()}\0${doors.join()}`)
  return joined(byDoor, ({ verdict, from: addresses, transports: both }) => `${verdict}\0${addresses?.join()}\0${both.join()}`)
}

function joined(ways: readonly FoundWay[], keyOf: (way: FoundWay) => string): readonly FoundWay[] {
  return [...grouped(ways, keyOf).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    return [{ ...first, transports: [...new Set(same.flatMap(({ transports }) => transports))], doors: [...new Set(same.flatMap(({ doors }) => doors))] }]
  })
}

function addressesOf(ways: readonly Way[], verdict: 'allowed' | 'unknown'): Intervals {
  return union(...ways.filter(({ passage }) => passage.verdict === verdict).map(({ addresses }) => addresses))
}

interface Pair {
  readonly user: string
  readonly database: string
  readonly ways: readonly FoundWay[]
}

/** Databases with the same ways of one user, then users with the same databases. */
function fold(cluster: string, pairs: readonly Pair[]): readonly Found[] {
  const signature = ({ ways }: Pair): string => JSON.stringify(ways.map(({ verdict, transports, from, doors }) => [verdict, transports, from?.join(), doors]))
  const byUser = [...grouped(pairs, (pair) => `${pair.user}\0${signature(pair)}`).values()].flatMap((same) =>
    same[0] === undefined ? [] : [{ user: same[0].user, databases: same.map(({ database }) => database), first: same[0] }],
  )
  return [...grouped(byUser, ({ databases, first }) => `${databases.join('\0')}\n${signature(first)}`).values()].flatMap((same) =>
    same[0] === undefined ? [] : [{ cluster, users: same.map(({ user }) => user), databases: same[0].databases, ways: same[0].first.ways }],
  )
}
