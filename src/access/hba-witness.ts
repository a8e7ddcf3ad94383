import { serverTlsOff } from '../model/connection-space.js'
import type { HbaLine, HbaRule } from '../model/hba.js'
import { type HbaConnection, matchesType, matchRecord } from '../model/hba-match.js'
import { accountsOf, rolesOf } from '../model/user.js'
import { type Address, addressText, bitsOf, type Network, parseAddress } from '../syntax/address.js'
import { type HbaAddress, type HbaRecord, type HbaToken, isHbaRecord } from '../syntax/hba.js'
import type { HbaRules } from './hba-suspects.js'

/**
 * Whether a connection proves that some of these lines decides about it: likely ones are tried, which takes a small part of the time of comparing the
 * lines as sets. What nobody can know is taken not to hold, so it is a proof for one way in which that may be. False says nothing.
 */
export function isWitnessed(lines: readonly HbaLine[], file: HbaRules): boolean {
  return lines.some(({ entry }) => {
    if (!isHbaRecord(entry)) return false
    for (const connection of likely(entry, file)) {
      const first = decidingLine(file.rules, connection)
      if (first !== undefined && lines.includes(first)) return true
    }
    return false
  })
}

function decidingLine(rules: readonly HbaRule[], connection: HbaConnection): HbaLine | undefined {
  for (const { lines } of rules) for (const line of lines) if (isHbaRecord(line.entry) && matchRecord(line.entry, connection) === 'yes') return line
  return undefined
}

/** A name that no rule has; where one does, it is a connection like any other. */
const other = 'nobody'

function* likely({ type, address, databases, users }: HbaRecord, file: HbaRules): Iterable<HbaConnection> {
  const [user] = users.flatMap(nameOf)
  const [database] = databases.flatMap((token) => databaseOf(token, user ?? other))
  if (user === undefined || database === undefined) return
  const { all, present } = accountsOf(file.instance)
  // Most have no role that is to be dropped: then the roles are known already.
  const who = { user, ...database, roles: rolesOf(user, all.length === present.length ? all : present) }
  if (type === 'local') yield who
  else for (const from of addressesOf(address)) for (const tls of transports(file)) if (matchesType(type, tls)) yield { ...who, from: { address: from, tls } }
}

function nameOf(token: HbaToken): string[] {
  if ('name' in token) return [token.name]
  if ('group' in token) return [token.group]
  return 'keyword' in token ? [other] : []
}

function databaseOf(token: HbaToken, user: string): Pick<HbaConnection, 'database' | 'replication'>[] {
  if ('name' in token) return [{ database: token.name }]
  if (!('keyword' in token)) return []
  if (token.keyword === 'replication') return [{ database: other, replication: true }]
  return [{ database: token.keyword === 'all' ? other : user }]
}

/** Whether a connection over the network has TLS, as far as the daemon takes it. */
function transports({ instance: { pool, serverSettings }, reader }: HbaRules): readonly boolean[] {
  if (reader === 'postgres') return serverTlsOff(serverSettings) === undefined ? [true, false] : [false]
  if (pool === undefined || pool.tls === 'disable') return [false]
  return pool.tls === 'allow' || pool.tls === 'prefer' ? [true, false] : [true]
}

const unusual = ['0.0.0.0', '::'].flatMap((text) => parseAddress(text) ?? [])

/** Of a network the address that it is written with, and the last: what rules take out of it seldom has both. */
function* addressesOf(address: HbaAddress | undefined): Iterable<Address> {
  if (address === undefined || 'hostName' in address) return
  if ('network' in address) {
    yield address.network.address
    yield lastOf(address.network)
  } else if (address.keyword === 'all') yield* unusual
}

function lastOf({ address: { family, number }, prefixLength }: Network): Address {
  const last = number | ((1n << BigInt(bitsOf(family) - prefixLength)) - 1n)
  return { family, number: last, text: addressText(family, last) }
}
