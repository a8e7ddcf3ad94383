import { everywhere } from '../model/connection-space.js'
import { common, type Intervals, without } from '../model/intervals.js'
import type { Cluster } from '../model/model.js'
import { type Network, parseNetwork } from '../syntax/address.js'
import { listensFor } from './listen.js'
import { localhost, loopbacks, rangesOf, union } from './networks.js'

/** Where clients are, as people say it. `intranet` is what the access rules of each cluster call so; `outside` is what is beyond it. */
export type Place =
  | { readonly kind: 'networks'; readonly networks: readonly Network[] }
  | { readonly kind: 'intranet' | 'outside' | 'loopback' | 'anywhere' | 'socket' }

const words: Readonly<Record<string, Exclude<Place['kind'], 'networks'>>> = {
  intranet: 'intranet',
  intra: 'intranet',
  outside: 'outside',
  loopback: 'loopback',
  localhost: 'loopback',
  socket: 'socket',
  sockets: 'socket',
  local: 'socket',
  anywhere: 'anywhere',
  world: 'anywhere',
}

/** What `readPlace` takes, for messages. */
export const placeForms = 'a network such as 10.0.0.0/8, an address, or intranet, outside, loopback, socket, anywhere'

/** Reads a network, an address or a word; undefined where it is none. */
export function readPlace(text: string): Place | undefined {
  const network = parseNetwork(text, true)
  if (network !== undefined) return { kind: 'networks', networks: [network] }
  const word = text.toLowerCase()
  const kind = Object.hasOwn(words, word) ? words[word] : undefined
  return kind === undefined ? undefined : { kind }
}

/**
 * The addresses of a place for one cluster; none for the socket. `anywhere` is over the network: not from the machine itself. Words mean only
 * addresses of the families on which the cluster listens: nobody could connect from others.
 */
export function addressesIn(place: Place, cluster: Cluster): Intervals {
  return place.kind === 'networks' ? rangesOf(place.networks) : common(wordAddresses(place.kind, cluster), reachOf(cluster))
}

/** From where any server of the cluster can be reached at all. */
function reachOf({ instances }: Cluster): Intervals {
  return union(...instances.map(({ postgres }) => listensFor(postgres.listen)))
}

function wordAddresses(kind: Exclude<Place['kind'], 'networks'>, cluster: Cluster): Intervals {
  switch (kind) {
    case 'intranet':
      return intranetOf(cluster)
    case 'outside':
      return outsideOf(cluster)
    case 'loopback':
      return localhost
    case 'anywhere':
      return without(everywhere, loopbacks)
    case 'socket':
      return []
  }
}

/** What the rules of a cluster call `intra`. */
function intranetOf({ primary }: Cluster): Intervals {
  return without(rangesOf(primary.intranet), loopbacks)
}

/** Every address that is neither of the intranet nor of the machine itself. */
function outsideOf(cluster: Cluster): Intervals {
  return without(everywhere, union(intranetOf(cluster), loopbacks))
}
