import { everywhere } from '../model/connection-space.js'
import { type Intervals, without } from '../model/intervals.js'
import type { Cluster, Instance, Model } from '../model/model.js'
import { parseAddress } from '../syntax/address.js'
import type { Asker } from './asker.js'
import { type Door, doorsOf, type End, endsOf } from './doors.js'
import { listensFor } from './listen.js'
import type { Applicant } from './method.js'
import { placeOf } from './networks.js'
import { type Hop, type Passage, passageOf } from './passage.js'
import { Pool } from './pool.js'
import type { Transport } from './regions.js'
import { Server } from './server.js'

/** Addresses of clients that all come to the same. On the line of `addressRange`; for the socket everything. */
export interface PassageRegion {
  readonly addresses: Intervals
  readonly passage: Passage
}

const client: Applicant = { kind: 'client' }

/** Answers about one model. What was computed is kept: servers and pools are behind many doors. */
export class Engine {
  private readonly servers = new Map<Instance, Server>()
  private readonly pools = new Map<Instance, Pool | undefined>()
  private readonly doors = new Map<Cluster, readonly Door[]>()
  private readonly reaches = new Map<string, { readonly reach: Intervals; readonly unreachable: Intervals }>()
  private readonly direct = new Map<string, readonly PassageRegion[]>()
  private readonly ends = new Map<Door, Map<Instance, readonly End[]>>()

  constructor(readonly model: Model) {}

  doorsOf(cluster: Cluster): readonly Door[] {
    const doors = this.doors.get(cluster) ?? doorsOf(cluster, this.model)
    this.doors.set(cluster, doors)
    return doors
  }

  serverOf(instance: Instance): Server {
    const server = this.servers.get(instance) ?? new Server(instance, this.sourceOf(instance.cluster))
    this.servers.set(instance, server)
    return server
  }

  /** Every end of a door while `primary` is that, each with what comes of it by the client's address, at least for `only`. None where the socket leads to no such door. */
  passages(
    door: Door,
    primary: Instance,
    asker: Asker,
    transport: Transport,
    only: Intervals = everywhere,
  ): readonly { readonly end?: End; readonly regions: readonly PassageRegion[] }[] {
    if (door.kind !== 'service') {
      if (door.instance === undefined) return []
      const [end] = endsOf(door, primary)
      return end === undefined ? [] : [{ end, regions: this.at(end, primary, asker, transport, only) }]
    }
    if (transport === 'socket') return []
    const { reach, unreachable } = this.reachOf(bindOf(door))
    const closed: PassageRegion[] =
      unreachable.length === 0
        ? []
        : [{ addresses: unreachable, passage: passageOf([this.proxyHop(door, 'denied', [`it listens on ${door.service?.address} only`])]) }]
    const ends = this.endsOf(door, primary)
    if (ends.length === 0)
      return [
        {
          regions: [
            ...closed,
            { addresses: reach, passage: passageOf([this.proxyHop(door, 'denied', [`no member passes its check ${door.service?.check}`])]) },
          ],
        },
      ]
    return ends.map((end) => ({ end, regions: [...closed, { addresses: reach, passage: this.behind(door, end, primary, asker, transport) }] }))
  }

  private endsOf(door: Door, primary: Instance): readonly End[] {
    const byPrimary = this.ends.get(door) ?? new Map<Instance, readonly End[]>()
    const ends = byPrimary.get(primary) ?? endsOf(door, primary)
    this.ends.set(door, byPrimary.set(primary, ends))
    return ends
  }

  private reachOf(bind: string): { readonly reach: Intervals; readonly unreachable: Intervals } {
    let known = this.reaches.get(bind)
    if (known === undefined) {
      const reach = listensFor([bind])
      known = { reach, unreachable: without(everywhere, reach) }
      this.reaches.set(bind, known)
    }
    return known
  }

  /** Through HAProxy: the member sees its machine, and the same TLS. */
  private behind(door: Door, end: End, primary: Instance, asker: Asker, transport: Transport): Passage {
    const doubt = end.doubtful ? [`whether ${end.instance.name} passes the check ${door.service?.check}`] : []
    const proxy = this.proxyHop(door, end.doubtful ? 'unknown' : 'allowed', doubt)
    if (end.kind === 'other')
      return passageOf([this.proxyHop(door, 'unknown', [`what listens on port ${end.port} of ${end.instance.host.name} is not part of the inventory`])])
    const place = placeOf(door.host.address)
    const region = this.at(end, primary, asker, transport, [[place, place]], door.host.address.text).find(({ addresses }) => holds(addresses, place))
    return passageOf([proxy, ...(region?.passage.hops ?? [])])
  }

  /** A member itself. `sees` is the address that it sees, where that is not the client's own. */
  private at({ instance, kind }: End, primary: Instance, asker: Asker, transport: Transport, only: Intervals, sees?: string): readonly PassageRegion[] {
    const moving = kind === 'pool' && instance.pool?.databases.some(({ redirected }) => redirected) ? primary.name : ''
    const key = [kind, instance.name, asker.user, asker.database, asker.replication, transport, sees ?? '', moving].join('\0')
    const whole = only === everywhere || sees !== undefined
    const known = this.direct.get(key)
    if (known !== undefined) return known
    const own = transport === 'socket' ? 'socket' : sees
    const regions =
      kind === 'server'
        ? this.serverOf(instance)
            .ask(asker, transport, client, only, own)
            .map(({ addresses, hop }) => ({ addresses, passage: passageOf([hop]) }))
        : (this.poolOf(instance)?.ask(asker, transport, only, own) ?? []).map(({ addresses, hop, applicant }) => ({
            addresses,
            passage: passageOf(applicant === undefined || hop.verdict === 'denied' ? [hop] : [hop, ...this.onward(instance, primary, asker, applicant)]),
          }))
    if (whole) this.direct.set(key, regions)
    return regions
  }

  /** From the pool to the server: over its socket, or over the network where pgbouncer_redirect_to says so. */
  private onward(instance: Instance, primary: Instance, asker: Asker, applicant: Applicant): readonly Hop[] {
    const database = instance.pool?.databases.find(({ name }) => name === asker.database)
    if (database?.redirected !== true) {
      const [region] = this.serverOf(instance).ask(asker, 'socket', applicant, everywhere, 'socket')
      return region === undefined ? [] : [region.hop]
    }
    const target = this.instanceAt(database.host, database.port, primary)
    const hops = target === undefined ? [] : (['plain', 'tls'] as const).map((transport) => this.from(instance, target, asker, transport, applicant))
    const [first, second] = hops
    const unsaid = target === undefined ? `${database.host}:${database.port} is no server of the inventory` : `whether the pool speaks TLS with ${target.name}`
    if (first !== undefined && second !== undefined && first.verdict === second.verdict) return [first]
    return [
      {
        daemon: 'postgres',
        host: target?.host.name ?? database.host,
        ...(target === undefined ? {} : { instance: target.name }),
        port: database.port,
        sees: instance.host.address.text,
        verdict: 'unknown',
        needs: [],
        perhaps: [],
        reasons: [unsaid],
      },
    ]
  }

  private from(pool: Instance, target: Instance, asker: Asker, transport: Transport, applicant: Applicant): Hop | undefined {
    const place = placeOf(pool.host.address)
    return this.serverOf(target)
      .ask(asker, transport, applicant, [[place, place]], pool.host.address.text)
      .find(({ addresses }) => holds(addresses, place))?.hop
  }

  private instanceAt(host: string, port: number, primary: Instance): Instance | undefined {
    const address = parseAddress(host)?.text
    if (address !== undefined && primary.vip?.address.text === address && primary.postgres.port === port) return primary
    return this.model.clusters
      .flatMap(({ instances }) => instances)
      .find((instance) => (instance.host.address.text === address || instance.host.name === host) && instance.postgres.port === port)
  }

  private poolOf(instance: Instance): Pool | undefined {
    if (!this.pools.has(instance))
      this.pools.set(instance, instance.pool === undefined ? undefined : new Pool(instance, instance.pool, this.serverOf(instance)))
    return this.pools.get(instance)
  }

  /** Whose scripts make the roles of a cluster: a standby cluster replicates those of another. */
  private sourceOf({ primary }: Cluster, seen: readonly Instance[] = []): Instance | undefined {
    if (primary.upstream?.kind !== 'cluster') return primary
    if (seen.includes(primary)) return undefined
    const { host, port } = primary.upstream
    const source = this.model.clusters.find(({ instances }) =>
      instances.some(
        (instance) =>
          (instance.postgres.port === port && [instance.host.name, instance.host.address.text].includes(host)) ||
          instance.vip?.address.text === host ||
          instance.dns?.name === host,
      ),
    )
    return source === undefined ? undefined : this.sourceOf(source, [...seen, primary])
  }

  private proxyHop({ host, port }: Door, verdict: Hop['verdict'], reasons: readonly string[]): Hop {
    return { daemon: 'haproxy', host: host.name, port, verdict, needs: [], perhaps: [], reasons }
  }
}

/** For HAProxy `*` is IPv4 only, unless the host has an IPv6 address: then both. */
function bindOf({ service, host }: Door): string {
  const address = service?.address ?? '*'
  return address === '*' && host.address.family === 4 ? '0.0.0.0' : address
}

export function holds(addresses: Intervals, place: bigint): boolean {
  return addresses.some(([from, to]) => from <= place && place <= to)
}

const engines = new WeakMap<Model, Engine>()

/** The engine of a model, made once. */
export function engineOf(model: Model): Engine {
  const engine = engines.get(model) ?? new Engine(model)
  engines.set(model, engine)
  return engine
}
