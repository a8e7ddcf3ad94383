import { addressRange, everywhere } from '../model/connection-space.js'
import type { HbaLine } from '../model/hba.js'
import { type Decision, type HbaConnection, type Match, matchesType, matchNames } from '../model/hba-match.js'
import { common, type Intervals, without } from '../model/intervals.js'
import { type HbaAddress, isHbaRecord } from '../syntax/hba.js'

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
  for (const line of lines) {
    const { match, addresses } = reachOf(line, who, transport)
    if (match === 'no') continue
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

/** Which addresses a line is about, and whether it matches there. */
function reachOf({ entry }: HbaLine, who: Omit<HbaConnection, 'from'>, transport: Transport): { readonly match: Match; readonly addresses: Intervals } {
  if (!isHbaRecord(entry)) return { match: 'unknown', addresses: everywhere }
  if (!matchesType(entry.type, transport === 'socket' ? undefined : transport === 'tls')) return { match: 'no', addresses: [] }
  const match = matchNames(entry, who)
  if (entry.address === undefined || match === 'no') return { match, addresses: everywhere }
  if ('network' in entry.address) return { match, addresses: [addressRange(entry.address.network)] }
  return { match: isAll(entry.address) ? match : 'unknown', addresses: everywhere }
}

function isAll(address: HbaAddress): boolean {
  return 'keyword' in address && address.keyword === 'all'
}
