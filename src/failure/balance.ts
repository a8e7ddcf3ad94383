import type { PublishedService, ServiceServer } from '../model/service.js'

/** Whom HAProxy gives new connections, given who passes the check. */
export interface Serving {
  /** In HAProxy's order those that get connections. Empty: connections are refused. */
  readonly servers: readonly ServiceServer[]
  /** The part of each that HAProxy aims at, of 1; absent where only load, source or order decides. */
  readonly shares?: readonly number[]
  /** Whether they are backups, because no other server is usable. */
  readonly backup: boolean
}

/** `balance` of these divides by weight alone. */
const byWeight = new Set(['roundrobin', 'static-rr'])

/**
 * Servers that pass their check share connections by weight, and one of weight 0 gets none. Only while no such server is left the first usable
 * backup gets all of them. `slowstart` is left out: it only delays. Source: HAProxy's configuration manual, `backup`, `weight`, `option allbackups`.
 */
export function distribute({ servers, balance, defaultServer }: PublishedService, passes: (server: ServiceServer) => boolean): Serving {
  // The rest of the words that may stand in `options` changes how, not whether a server is used.
  const usable = defaultServer.includes('disabled') ? [] : servers.filter((server) => server.weight > 0 && passes(server))
  const isBackup = (server: ServiceServer): boolean => server.backup || defaultServer.includes('backup')
  const active = usable.filter((server) => !isBackup(server))
  if (active.length === 0) {
    const first = usable.slice(0, 1)
    return { servers: first, backup: first.length > 0, ...(first.length > 0 ? { shares: [1] } : {}) }
  }
  const total = active.reduce((sum, { weight }) => sum + weight, 0)
  const shares = byWeight.has(balance[0] ?? '') || active.length === 1 ? active.map(({ weight }) => weight / total) : undefined
  return { servers: active, backup: false, ...(shares === undefined ? {} : { shares }) }
}
