import type { Listener } from '../model/listener.js'
import type { Host } from '../model/model.js'
import type { Finding } from './check.js'
import { defineCheck } from './check.js'

/** Two daemons cannot bind one port. HAProxy itself does not notice a doubled bind when it checks its files (KD-73). */
export const portCollision = defineCheck({
  code: 'port-collision',
  severity: 'error',
  summary: 'two daemons of one host on one port',
  hint: 'give one of the two another port',
  *run({ listeners }): Iterable<Finding> {
    const byHost = new Map<Host, Listener[]>()
    for (const listener of listeners) collect(byHost, listener.host, listener)
    // One mistake in the vars of a group shows on all its hosts: it is one finding.
    const pairs = new Map<string, { one: Listener; other: Listener; hosts: Set<string> }>()
    for (const ofHost of byHost.values()) {
      for (const [a, b] of pairsOf(ofHost)) {
        const [one, other] = b.given || !a.given ? [a, b] : [b, a]
        const key = `${one.at}\0${other.at}\0${other.port}`
        const pair = pairs.get(key) ?? { one, other, hosts: new Set<string>() }
        pairs.set(key, pair)
        pair.hosts.add(one.host.name)
      }
    }
    for (const { one, other, hosts } of pairs.values()) {
      const more = hosts.size > 1 ? ` and of ${hosts.size - 1} more hosts` : ''
      yield {
        at: other.at,
        message: `port ${other.port} of ${other.host.name}${more} is taken twice: by ${one.owner} and by ${other.owner}`,
        related: [{ at: one.at, message: one.owner }],
      }
    }
  },
})

/** Those of one host that are in each other's way. */
function* pairsOf(listeners: readonly Listener[]): Iterable<readonly [Listener, Listener]> {
  const byPort = new Map<number, Listener[]>()
  for (const listener of listeners) collect(byPort, listener.port, listener)
  for (const together of byPort.values()) {
    // A daemon binds several addresses.
    if (together.every(({ owner }) => owner === together[0]?.owner)) continue
    for (const [index, a] of together.entries()) for (const b of together.slice(index + 1)) if (a.owner !== b.owner && overlap(a, b)) yield [a, b]
  }
}

function collect<Key>(into: Map<Key, Listener[]>, key: Key, listener: Listener): void {
  const known = into.get(key)
  if (known === undefined) into.set(key, [listener])
  else known.push(listener)
}

const wildcards = ['*', '0.0.0.0', '::']

function overlap(a: Listener, b: Listener): boolean {
  if (a.address.startsWith('/') || b.address.startsWith('/')) return a.address === b.address
  return a.address === b.address || wildcards.includes(a.address) || wildcards.includes(b.address)
}
