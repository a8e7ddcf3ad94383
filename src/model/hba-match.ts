import { type Address, contains } from '../syntax/address.js'
import { type HbaAddress, type HbaRecord, type HbaToken, isHbaRecord } from '../syntax/hba.js'
import type { HbaLine, HbaRule } from './hba.js'

/** A connection as the daemon that reads the rules sees it. */
export interface HbaConnection {
  readonly database: string
  readonly user: string
  /** Roles that the user is a member of, directly or through others. */
  readonly roles: ReadonlySet<string>
  /** Absent for the socket. */
  readonly from?: { readonly address: Address; readonly tls: boolean }
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
  const { from, user, database, roles } = connection
  const typed = from === undefined ? record.type === 'local' : typeMatches(record.type, from.tls)
  if (!typed) return 'no'
  return all([
    from === undefined || record.address === undefined ? 'yes' : matchAddress(record.address, from.address),
    any(record.databases.map((token) => matchDatabase(token, connection, database))),
    any(record.users.map((token) => matchUser(token, user, roles))),
  ])
}

/** Nothing here speaks GSSAPI: a connection over the network is encrypted by TLS or not at all. */
function typeMatches(type: HbaRecord['type'], tls: boolean): boolean {
  return type === 'host' || type === 'hostnogssenc' || type === (tls ? 'hostssl' : 'hostnossl')
}

export function matchAddress(pattern: HbaAddress, address: Address): Match {
  if ('network' in pattern) return contains(pattern.network, address) ? 'yes' : 'no'
  return 'keyword' in pattern && pattern.keyword === 'all' ? 'yes' : 'unknown'
}

function matchDatabase(token: HbaToken, { user, roles }: HbaConnection, database: string): Match {
  if ('name' in token) return yes(token.name === database)
  if (!('keyword' in token)) return 'unknown'
  if (token.keyword === 'all') return 'yes'
  if (token.keyword === 'sameuser') return yes(database === user)
  // `replication` asks for a kind of connection, not for a database.
  return yes(token.keyword !== 'replication' && (database === user || roles.has(database)))
}

function matchUser(token: HbaToken, user: string, roles: ReadonlySet<string>): Match {
  if ('name' in token) return yes(token.name === user)
  if ('group' in token) return yes(token.group === user || roles.has(token.group))
  return 'keyword' in token ? 'yes' : 'unknown'
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
