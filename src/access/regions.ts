import { addressRange, everywhere } from '../model/connection-space.js'
import type { HbaLine } from '../model/hba.js'
import { type Decision, type HbaConnection, type Match, matchesType, matchNames } from '../model/hba-match.js'
import { common, type Intervals, without } from '../model/intervals.js'
import { meantBy, type OwnNetworks } from '../model/own-networks.js'
import { type HbaAddress, isHbaRecord } from '../syntax/hba.js'
import { rangesOf } from './networks.js'

/** How a client speaks to a daemon: over the socket, or over the network without or with TLS. */
export type Transport = 'socket' | 'plain' | 'tls'

/** Addresses for which the same lines decide. On the line of `addressRange`; for the socket everything. */
export interface Region {
  readonly addresses: Intervals
  readonly decision: Decision
}

/** What the lines decide about one user and database, for all addresses at once: disjoint, together everything, exactly as `decide` for each of them. */
export function regionsOf(lines: readonly HbaLine[], who: Omit<HbaConnection, 'from'>, transport: Transport): readonly Region[] {
  const decided: Region[] = []
  let open: readonly { readonly addresses: Intervals; readonly perhaps: readonly HbaLine[] }[] = [{ addresses: everywhere, perhaps: [] }]
  for (const line of lines)
    for (const { match, addresses } of reachesOf(line, who, transport)) {
      open = open.flatMap((part) => {
        const inside = common(part.addresses, addresses)
        if (inside.length === 0) return [part]
        if (match === 'yes') decided.push({ addresses: inside, decision: { line, perhaps: part.perhaps } })
        const outside = { ...part, addresses: without(part.addresses, addresses) }
        return [outside, ...(match === 'yes' ? [] : [{ addresses: inside, perhaps: [...part.perhaps, line] }])].filter((piece) => piece.addresses.length > 0)
      })
      if (open.length === 0) return decided
    }
  return [...decided, ...open.map(({ addresses, perhaps }) => ({ addresses, decision: { perhaps } }))]
}

interface Reach {
  readonly match: Exclude<Match, 'no'>
  readonly addresses: Intervals
}

/** Which addresses a line matches, for certain and perhaps: apart from each other. */
function reachesOf({ entry }: HbaLine, who: Omit<HbaConnection, 'from'>, transport: Transport): readonly Reach[] {
  if (!isHbaRecord(entry)) return [{ match: 'unknown', addresses: everywhere }]
  if (!matchesType(entry.type, transport === 'socket' ? undefined : transport === 'tls')) return []
  const match = matchNames(entry, who)
  if (match === 'no') return []
  if (entry.address === undefined) return [{ match, addresses: everywhere }]
  return addressesOf(entry.address, who.own).map((reach) => ({ ...reach, match: reach.match === 'yes' ? match : reach.match }))
}

function addressesOf(address: HbaAddress, own: OwnNetworks | undefined): readonly Reach[] {
  if ('network' in address) return [{ match: 'yes', addresses: [addressRange(address.network)] }]
  if (!('keyword' in address) || (own === undefined && address.keyword !== 'all')) return [{ match: 'unknown', addresses: everywhere }]
  if (address.keyword === 'all' || own === undefined) return [{ match: 'yes', addresses: everywhere }]
  const certain = rangesOf(meantBy(address.keyword, own.certain))
  const perhaps = own.complete ? rangesOf(meantBy(address.keyword, own.perhaps)) : everywhere
  return [
    { match: 'yes', addresses: certain },
    { match: 'unknown', addresses: without(perhaps, certain) },
  ]
}
