import { addressRange, everywhere } from '../model/connection-space.js'
import { common, type Intervals, without } from '../model/intervals.js'
import type { Cluster, Model } from '../model/model.js'
import { isHbaRecord } from '../syntax/hba.js'
import { anyOther, databasesOf, loginsOf } from './names.js'
import { loopbacks, rangesOf, rangesText, union } from './networks.js'
import { addressesIn } from './place.js'
import type { Transport } from './regions.js'
import type { Target } from './target.js'
import { type Way, waysOf } from './ways.js'

/** Where clients come from: a class of addresses, or the unix socket of the machine. */
export interface AddressClass {
  readonly name: string
  /** `socket`, or a set on the line of `addressRange`. */
  readonly addresses: Intervals | 'socket'
}

/**
 * yes: from every address of the class, without TLS as well. tls: from every address with TLS, but not without it. part: from some addresses
 * only. unknown: nobody can say offline. Whoever is the primary: a way counts if it is there after some failover.
 */
export type Level = 'yes' | 'tls' | 'part' | 'unknown' | 'no'

/** By which kind of door. */
export interface Cell {
  readonly server: Level
  readonly pool: Level
  readonly service: Level
}

export interface MatrixRow {
  readonly user: string
  readonly database: string
  /** In the order of the classes. */
  readonly cells: readonly Cell[]
}

export interface Matrix {
  readonly cluster: string
  readonly classes: readonly AddressClass[]
  readonly rows: readonly MatrixRow[]
}

/** Users x databases x address classes of every cluster, or of one. */
export function matrix(model: Model, { cluster: only, to }: { readonly cluster?: string; readonly to?: Target } = {}): readonly Matrix[] {
  return model.clusters
    .filter(({ name }) => only === undefined || only === name)
    .map((cluster) => {
      const classes = classesOf(cluster)
      const users = [...loginsOf(model, cluster).map(({ name }) => name), anyOther]
      const rows = users.flatMap((user) =>
        databasesOf(cluster).map((database) => ({ user, database, cells: cellsOf(model, cluster, user, database, classes, to) })),
      )
      return { cluster: cluster.name, classes, rows }
    })
}

/** The socket, the machine itself, the intranet, all outside of it, and each further network that a rule of the cluster names. */
export function classesOf(cluster: Cluster): readonly AddressClass[] {
  const intranet = rangesOf(cluster.primary.intranet)
  const named = new Map<string, Intervals[number]>()
  for (const { hba = [], pool } of cluster.instances)
    for (const { entry } of [...hba, ...(pool?.hba ?? [])].flatMap(({ lines }) => lines))
      if (isHbaRecord(entry) && entry.address !== undefined && 'network' in entry.address && entry.address.network.prefixLength > 0) {
        const range = addressRange(entry.address.network)
        named.set(range.join('-'), range)
      }
  const others = [...named.values()]
    .filter((range) => without([range], loopbacks).length > 0 && !intranet.some(([from, to]) => from === range[0] && to === range[1]))
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
  return [
    { name: 'socket', addresses: 'socket' },
    ...(['loopback', 'intranet', 'outside'] as const).map((kind): AddressClass => ({ name: kind, addresses: addressesIn({ kind }, cluster) })),
    ...others.map((range): AddressClass => ({ name: rangesText([range]), addresses: [range] })),
  ]
}

function cellsOf(model: Model, cluster: Cluster, user: string, database: string, classes: readonly AddressClass[], to: Target | undefined): readonly Cell[] {
  const asker = { user, database, replication: false }
  const ways = (transport: Transport) => waysOf(model, cluster, asker, transport, everywhere, to)
  const [socket, plain, tls] = [ways('socket'), ways('plain'), ways('tls')]
  const levels = (kind: Way['door']['kind']): readonly Level[] => {
    const local = socketLevel(ofKind(socket, kind))
    const [open, covered] = [reachOf(ofKind(plain, kind)), reachOf(ofKind(tls, kind))]
    return classes.map(({ addresses }) => (addresses === 'socket' ? local : levelOf(open, covered, addresses)))
  }
  const [server, pool, service] = [levels('server'), levels('pool'), levels('service')]
  return classes.map((_, index) => ({ server: server[index] ?? 'no', pool: pool[index] ?? 'no', service: service[index] ?? 'no' }))
}

function ofKind(ways: readonly Way[], kind: Way['door']['kind']): readonly Way[] {
  return ways.filter(({ door }) => door.kind === kind)
}

function socketLevel(ways: readonly Way[]): Level {
  const verdicts = ways.map(({ passage }) => passage.verdict)
  return verdicts.includes('allowed') ? 'yes' : verdicts.includes('unknown') ? 'unknown' : 'no'
}

/** From where some way is open, and from where nobody can say of some way whether it is. */
type Reach = Readonly<Record<'allowed' | 'unknown', Intervals>>

function reachOf(ways: readonly Way[]): Reach {
  const whence = (verdict: keyof Reach): Intervals =>
    union(...new Set(ways.flatMap(({ passage, addresses }) => (passage.verdict === verdict ? [addresses] : []))))
  return { allowed: whence('allowed'), unknown: whence('unknown') }
}

function levelOf(plain: Reach, tls: Reach, addresses: Intervals): Level {
  if (without(addresses, plain.allowed).length === 0) return 'yes'
  if (without(addresses, tls.allowed).length === 0) return 'tls'
  if ([plain, tls].some(({ allowed }) => common(addresses, allowed).length > 0)) return 'part'
  return [plain, tls].some(({ unknown }) => common(addresses, unknown).length > 0) ? 'unknown' : 'no'
}
