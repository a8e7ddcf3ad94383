import type { Listener } from '../model/listener.js'
import { Remembered } from '../model/remembered.js'
import { grouped } from '../source/grouped.js'
import type { Finding } from './check.js'
import { defineCheck } from './check.js'

/** Two daemons cannot bind one port. HAProxy itself does not notice a doubled bind when it checks its files (KD-73). */
export const portCollision = defineCheck({
  code: 'port-collision',
  severity: 'error',
  summary: 'two daemons of one host on one port',
  hint: 'give one of the two another port',
  *run({ hosts, listenersOf }): Iterable<Finding> {
    // One mistake in the vars of a group shows on all its hosts: it is one finding.
    const pairs = new Map<string, { one: Listener; other: Listener; names: Set<string> }>()
    for (const host of hosts)
      for (const [a, b] of known.from(listenersOf(host), pairsOf)) {
        const [one, other] = b.given || !a.given ? [a, b] : [b, a]
        const key = `${one.at}\0${other.at}\0${other.port}`
        const pair = pairs.get(key) ?? { one, other, names: new Set<string>() }
        pairs.set(key, pair)
        pair.names.add(one.host.name)
      }
    for (const { one, other, names } of pairs.values()) {
      const more = names.size > 1 ? ` and of ${names.size - 1} more hosts` : ''
      yield {
        at: other.at,
        message: `port ${other.port} of ${other.host.name}${more} is taken twice: by ${one.owner} and by ${other.owner}`,
        related: [{ at: one.at, message: one.owner }],
      }
    }
  },
})

type Pair = readonly [Listener, Listener]

const known = new Remembered<readonly Pair[]>()

/** Those of one host that are in each other's way. */
function pairsOf(listeners: readonly Listener[]): readonly Pair[] {
  return [...grouped(listeners, ({ port }) => port).values()].flatMap((there) => (there.length > 1 ? [...pairsAt(there)] : []))
}

/** The same of one port, which mostly is one daemon's, on several addresses. */
function* pairsAt(listeners: readonly Listener[]): Iterable<Pair> {
  if (new Set(listeners.map(({ owner }) => owner)).size === 1) return
  // Somebody may name an address many times.
  const each = [...grouped(listeners, ({ owner, address }) => `${owner}\0${address}`).values()].flatMap(([first]) => first ?? [])
  for (const [index, a] of each.entries()) for (const b of each.slice(index + 1)) if (a.owner !== b.owner && overlap(a, b)) yield [a, b]
}

const wildcards = ['*', '0.0.0.0', '::']

function overlap(a: Listener, b: Listener): boolean {
  if (a.address.startsWith('/') || b.address.startsWith('/')) return a.address === b.address
  return a.address === b.address || wildcards.includes(a.address) || wildcards.includes(b.address)
}
