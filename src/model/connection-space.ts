import { addressText, bitsOf, type Network } from '../syntax/address.js'
import { type HbaEntry, type HbaRecord, type HbaToken, type HbaType, isHbaRecord } from '../syntax/hba.js'
import { type ConnectionBox, connectionKinds, intersect, overlap, ownDatabase, replicationConnection, unnamedDatabase, unnamedUser } from './connections.js'
import type { HbaReader } from './hba.js'
import type { HbaConnection } from './hba-match.js'
import type { Intervals } from './intervals.js'
import type { Instance } from './model.js'
import { accountsOf, rolesOf } from './user.js'

/** An example of a set of connections: names where the inventory or a rule has them, else undefined. */
export interface ConnectionExample {
  readonly kind: keyof typeof connectionKinds
  readonly user: string | undefined
  readonly database: string | undefined
  readonly replication: boolean
  /** Absent for the socket. */
  readonly address?: string
}

const { local, plain, tls, gss } = connectionKinds
const network = plain | tls | gss

const kindsOf: Readonly<Record<HbaType, number>> = {
  local,
  host: network,
  hostssl: tls,
  hostnossl: plain | gss,
  hostgssenc: gss,
  hostnogssenc: plain | tls,
}

/** Where IPv6 begins on the line of `addressRange`. */
export const v6 = 1n << 32n

/** The whole line of `addressRange`. */
export const everywhere: Intervals = [[0n, v6 + (1n << 128n) - 1n]]

/** A network on one line of numbers: IPv4 from 0, IPv6 behind it. */
export function addressRange({ address: { family, number }, prefixLength }: Network): Intervals[number] {
  const free = (1n << BigInt(bitsOf(family) - prefixLength)) - 1n
  const from = (number & ~free) + (family === 6 ? v6 : 0n)
  return [from, from + free]
}

/** All connections that one daemon can be asked for: the names and facts that its rules speak of, and what the cluster knows of its users. */
export class ConnectionSpace {
  /** Those of databases first, so that examples are not of databases called like a user. */
  private readonly names: readonly string[]
  private readonly users = new Map<string, bigint>()
  private readonly databases = new Map<string, bigint>()
  private readonly facts = new Map<string, bigint>()
  /** The bits of all whose roles are known. */
  private readonly knownUsers: bigint
  /** No restriction in any dimension. */
  private readonly anything: ConnectionBox
  /** What `namedBy` said last. */
  private named: (Pick<HbaRecord, 'users' | 'databases'> & { readonly boxes: readonly ConnectionBox[] }) | undefined

  /**
   * `members`: the users whose roles are known, each with all it is a member of. `named`: further names of users and databases. `kinds` are
   * those that the daemon takes. A line with a name that the space does not have would be taken for one of all the unnamed: give all names.
   */
  constructor(
    private readonly members: ReadonlyMap<string, ReadonlySet<string>>,
    named: Iterable<string>,
    kinds: number = local | network,
  ) {
    this.names = [...new Set([...named, ...members.keys(), ...[...members.values()].flatMap((roles) => [...roles])])]
    this.names.forEach((name, index) => {
      this.users.set(name, 1n << BigInt(index + 1))
      this.databases.set(name, 1n << BigInt(index + 3))
    })
    this.knownUsers = union(members.keys(), (name) => this.userBit(name))
    const size = BigInt(this.names.length)
    const [databases, users] = [(1n << (size + 3n)) - 1n, (1n << (size + 1n)) - 1n]
    this.anything = { kinds, databases, users, addresses: everywhere, holds: 0n, fails: 0n }
  }

  /** The space of the rules that PostgreSQL or the pool of an instance reads. `entries` are all lines of them. */
  static of(instance: Instance, reader: HbaReader, entries: readonly HbaEntry[]): ConnectionSpace {
    const { databases, pool, serverSettings } = instance
    const { present } = accountsOf(instance)
    const members = new Map(present.map(({ name }) => [name, rolesOf(name, present)]))
    const records = entries.filter(isHbaRecord)
    const tokens = records.flatMap((record) => [...record.databases, ...record.users])
    const names = tokens.flatMap((token) => ('name' in token ? token.name : 'group' in token ? token.group : []))
    return new ConnectionSpace(
      members,
      [...databases.map(({ name }) => name), ...names],
      reader === 'pool' ? poolKinds(pool?.tls) : serverKinds(serverSettings),
    )
  }

  /** What a line matches. Empty where the daemon takes no such connections. */
  boxesOf(entry: HbaEntry): readonly ConnectionBox[] {
    if (!isHbaRecord(entry)) {
      const holds = this.fact(`${entry.directive} ${entry.path}`)
      return [local, network].flatMap((kinds) => this.restricted({ kinds, holds }))
    }
    return overlap(this.restricted({ kinds: kindsOf[entry.type], ...this.origin(entry) }), this.namedBy(entry))
  }

  /** The connections of its users to its databases. The lines of one rule have these lists in common. */
  private namedBy({ users, databases }: HbaRecord): readonly ConnectionBox[] {
    if (this.named?.users !== users || this.named.databases !== databases) {
      const [to, by] = [databases.flatMap((token) => this.databasesOf(token)), users.flatMap((token) => this.usersOf(token))]
      this.named = { users, databases, boxes: overlap(by, to) }
    }
    return this.named.boxes
  }

  /** A box of just this connection. `isTrue` decides each fact that a line given to `boxesOf` before has brought up. */
  pointOf({ user, database, roles, from }: HbaConnection, isTrue: (fact: string) => boolean, replication = false): ConnectionBox {
    const own = database === user ? ownDatabase : unnamedDatabase
    let [holds, fails] = [0n, 0n]
    for (const [fact, bit] of this.facts) {
      const group = fact.startsWith('+') ? fact.slice(1) : undefined
      if (group === undefined ? isTrue(fact) : roles?.has(group)) holds |= bit
      else fails |= bit
    }
    return {
      kinds: from === undefined ? local : from.tls ? tls : plain,
      databases: replication ? replicationConnection : (this.databases.get(database) ?? own),
      users: this.users.get(user) ?? unnamedUser,
      addresses: from === undefined ? everywhere : [addressRange({ address: from.address, prefixLength: bitsOf(from.address.family) })],
      holds,
      fails,
    }
  }

  /** The connections over the network from these networks. */
  comingFrom(networks: readonly Network[]): readonly ConnectionBox[] {
    return networks.flatMap((one) => this.restricted({ kinds: network, addresses: [addressRange(one)] }))
  }

  /** The connections of these users, and of all whose roles nobody knows. */
  ofUsers(names: Iterable<string>): readonly ConnectionBox[] {
    return [{ users: union(names, (name) => this.userBit(name)) }, { users: this.anything.users & ~this.knownUsers }].flatMap((to) => this.restricted(to))
  }

  /** One connection of the box, with names rather than without. */
  exampleOf({ kinds, users, databases, addresses }: ConnectionBox): ConnectionExample {
    const kind = (['plain', 'tls', 'gss', 'local'] as const).find((each) => (kinds & connectionKinds[each]) !== 0) ?? 'plain'
    const user = this.names.find((name) => (users & (this.users.get(name) ?? 0n)) !== 0n)
    const database = this.names.find((name) => (databases & (this.databases.get(name) ?? 0n)) !== 0n)
    const replication = (databases & ~replicationConnection) === 0n
    const [range] = addresses
    if (kind === 'local' || range === undefined) return { kind, user, database, replication }
    // The first number of a network is seldom a client's.
    const place = range[1] - range[0] > 1n ? range[0] + 1n : range[0]
    return { kind, user, database, replication, address: place < v6 ? addressText(4, place) : addressText(6, place - v6) }
  }

  private usersOf(token: HbaToken): readonly ConnectionBox[] {
    const all = this.anything
    if ('keyword' in token) return [all]
    if ('name' in token) return [{ ...all, users: this.userBit(token.name) }]
    if (!('group' in token)) return [{ ...all, holds: this.fact('pattern' in token ? `user /${token.pattern}` : `user @${token.file}`) }]
    let sure = this.userBit(token.group)
    for (const [name, roles] of this.members) if (roles.has(token.group)) sure |= this.userBit(name)
    return [
      { ...all, users: sure },
      { ...all, users: all.users & ~this.knownUsers & ~sure, holds: this.fact(`+${token.group}`) },
    ]
  }

  private databasesOf(token: HbaToken): readonly ConnectionBox[] {
    const all = { ...this.anything, databases: this.anything.databases & ~replicationConnection }
    if ('name' in token) return [{ ...all, databases: this.databaseBit(token.name) }]
    if ('pattern' in token) return [{ ...all, holds: this.fact(`database /${token.pattern}`) }]
    if ('file' in token) return [{ ...all, holds: this.fact(`database @${token.file}`) }]
    if ('group' in token || token.keyword === 'all') return [all]
    if (token.keyword === 'replication') return [{ ...all, databases: replicationConnection }]
    const own = [
      ...this.names.map((name) => ({ ...all, users: this.userBit(name), databases: this.databaseBit(name) })),
      { ...all, users: unnamedUser, databases: ownDatabase },
    ]
    if (token.keyword === 'sameuser') return own
    const ofRoles = [...this.members].map(([name, roles]) => ({ ...all, users: this.userBit(name), databases: union(roles, (role) => this.databaseBit(role)) }))
    const others = { ...all, users: all.users & ~this.knownUsers, holds: this.fact('samerole') }
    return [...own, ...ofRoles, others]
  }

  private origin({ address }: HbaRecord): Pick<ConnectionBox, 'addresses' | 'holds'> {
    if (address === undefined || ('keyword' in address && address.keyword === 'all')) return { addresses: everywhere, holds: 0n }
    if ('network' in address) return { addresses: [addressRange(address.network)], holds: 0n }
    return { addresses: everywhere, holds: this.fact(`from ${'keyword' in address ? address.keyword : address.hostName.toLowerCase()}`) }
  }

  /** At most one box: none where nothing is left. */
  private restricted(to: Partial<ConnectionBox>): readonly ConnectionBox[] {
    const box = intersect(this.anything, { ...this.anything, ...to })
    return box === undefined ? [] : [box]
  }

  private userBit(name: string): bigint {
    return this.users.get(name) ?? unnamedUser
  }

  private databaseBit(name: string): bigint {
    return this.databases.get(name) ?? unnamedDatabase
  }

  private fact(what: string): bigint {
    const bit = this.facts.get(what) ?? 1n << BigInt(this.facts.size)
    this.facts.set(what, bit)
    return bit
  }
}

function union(names: Iterable<string>, bitOf: (name: string) => bigint): bigint {
  let set = 0n
  for (const name of names) set |= bitOf(name)
  return set
}

function poolKinds(mode = 'disable'): number {
  if (mode === 'disable') return local | plain
  return mode === 'allow' || mode === 'prefer' ? local | plain | tls : local | tls
}

function serverKinds(settings: Instance['serverSettings']): number {
  return serverTlsOff(settings) === undefined ? local | network : local | plain | gss
}

/** The setting that switches TLS of the server off, which the templates have on. */
export function serverTlsOff(settings: Instance['serverSettings']): Instance['serverSettings'][number] | undefined {
  return settings.find(({ name, value }) => name.toLowerCase() === 'ssl' && /^(of|off|n|no|f|fa|fal|fals|false|0)$/i.test(value))
}
