import { type Address, contains } from '../syntax/address.js'
import { type HbaAddress, type HbaRecord, type HbaToken, isHbaRecord } from '../syntax/hba.js'
import type { HbaLine, HbaRule } from './hba.js'
import { isOwn, type OwnNetworks } from './own-networks.js'

/** A connection as the daemon that reads the rules sees it. */
export interface HbaConnection {
  readonly database: string
  readonly user: string
  /** Roles that the user is a member of, directly or through others; undefined where nobody knows them. */
  readonly roles: ReadonlySet<string> | undefined
  /** Whether it asks for physical replication instead of a database. */
  readonly replication?: boolean
  /** Absent for the socket. */
  readonly from?: { readonly address: Address; readonly tls: boolean }
  /** What `samehost` and `samenet` mean there; absent where nobody knows. */
  readonly own?: OwnNetworks
}

/** yes, no, or unknown where files, regular expressions or host names decide. */
export type Match = 'yes' | 'no' | 'unknown'

/** The line that decides about a connection, and with it every earlier one that might; `line` is absent where none matches for certain. */
export interface Decision {
  readonly line?: HbaLine
  readonly perhaps: readonly HbaLine[]
}

/** Tries the lines in order, as the daemon does: the first that matches decides. */
export function decide(rules: readonly HbaRule[], connection: HbaConnection): Decision {
  const perhaps: HbaLine[] = []
  for (const line of rules.flatMap(({ lines }) => lines)) {
    const match = isHbaRecord(line.entry) ? matchRecord(line.entry, connection) : 'unknown'
    if (match === 'yes') return { line, perhaps }
    if (match === 'unknown') perhaps.push(line)
  }
  return { perhaps }
}

export function matchRecord(record: HbaRecord, connection: HbaConnection): Match {
  const { from } = connection
  if (!matchesType(record.type, from?.tls)) return 'no'
  return all([
    from === undefined || record.address === undefined ? 'yes' : matchAddress(record.address, from.address, connection.own),
    matchNames(record, connection),
  ])
}

/** Whether the columns of databases and users match. */
export function matchNames(record: HbaRecord, { user, database, roles, replication = false }: Omit<HbaConnection, 'from'>): Match {
  return all([
    any(record.databases.map((token) => (replication ? matchReplication(token) : matchDatabase(token, user, roles, database)))),
    any(record.users.map((token) => matchUser(token, user, roles))),
  ])
}

/** Nothing here speaks GSSAPI: a connection over the network is encrypted by TLS or not at all. `tls` is undefined for the socket. */
export function matchesType(type: HbaRecord['type'], tls: boolean | undefined): boolean {
  if (tls === undefined) return type === 'local'
  return type === 'host' || type === 'hostnogssenc' || type === (tls ? 'hostssl' : 'hostnossl')
}

export function matchAddress(pattern: HbaAddress, address: Address, own?: OwnNetworks): Match {
  if ('network' in pattern) return contains(pattern.network, address) ? 'yes' : 'no'
  if (!('keyword' in pattern)) return 'unknown'
  if (pattern.keyword === 'all') return 'yes'
  return own === undefined ? 'unknown' : isOwn(pattern.keyword, address, own)
}

/** No name of a database and no other keyword matches it. */
function matchReplication(token: HbaToken): Match {
  if ('keyword' in token) return yes(token.keyword === 'replication')
  return 'file' in token ? 'unknown' : 'no'
}

function matchDatabase(token: HbaToken, user: string, roles: ReadonlySet<string> | undefined, database: string): Match {
  if ('name' in token) return yes(token.name === database)
  if (!('keyword' in token)) return 'unknown'
  if (token.keyword === 'all') return 'yes'
  if (token.keyword === 'sameuser') return yes(database === user)
  // `replication` asks for a kind of connection, not for a database.
  return token.keyword === 'replication' ? 'no' : member(database, user, roles)
}

function matchUser(token: HbaToken, user: string, roles: ReadonlySet<string> | undefined): Match {
  if ('name' in token) return yes(token.name === user)
  if ('group' in token) return member(token.group, user, roles)
  return 'keyword' in token ? 'yes' : 'unknown'
}

function member(role: string, user: string, roles: ReadonlySet<string> | undefined): Match {
  if (role === user) return 'yes'
  return roles === undefined ? 'unknown' : yes(roles.has(role))
}

function yes(holds: boolean): Match {
  return holds ? 'yes' : 'no'
}

function any(matches: readonly Match[]): Match {
  return matches.includes('yes') ? 'yes' : matches.includes('unknown') ? 'unknown' : 'no'
}

function all(matches: readonly Match[]): Match {
  return matches.includes('no') ? 'no' : matches.includes('unknown') ? 'unknown' : 'yes'
}
