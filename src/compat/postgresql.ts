/** Major releases: `since` has it, `until` is the first that does not have it any more. */
export interface Releases {
  readonly since?: number
  readonly until?: number
}

/** The majors whose settings the tables below know. What is newer is compiled as the newest of them. */
export const knownReleases = { first: 13, last: 19 } as const

/** Settings that not every known release has. Source: the release notes of PostgreSQL. */
const settings: Readonly<Record<string, Releases>> = {
  hash_mem_multiplier: { since: 13 },
  maintenance_io_concurrency: { since: 13 },
  max_slot_wal_keep_size: { since: 13 },
  vacuum_defer_cleanup_age: { until: 16 },
  sync_replication_slots: { since: 17 },
  file_copy_method: { since: 18 },
  idle_replication_slot_timeout: { since: 18 },
  io_method: { since: 18 },
  io_workers: { since: 18, until: 19 },
  log_lock_failures: { since: 18 },
  track_cost_delay_timing: { since: 18 },
}

/** Values that a setting takes only in some releases, where the setting itself is older. */
const values: Readonly<Record<string, Readonly<Record<string, Releases>>>> = {
  wal_compression: { lz4: { since: 15 } },
  log_connections: {
    authorization: { since: 18 },
    'receipt,authentication,authorization': { since: 18 },
  },
}

/** Options of initdb, and words of them, that not every known release has. */
const initdb: Readonly<Record<string, Releases>> = {
  'locale-provider': { since: 15 },
  'locale-provider=builtin': { since: 17 },
  'builtin-locale': { since: 17 },
  'no-data-checksums': { since: 18 },
}

export function hasSetting(name: string, version: number): boolean {
  return within(settings, name, version)
}

/** Whether the setting exists and takes this value. */
export function takesValue(name: string, value: unknown, version: number): boolean {
  const known = Object.hasOwn(values, name) ? values[name] : undefined
  return hasSetting(name, version) && (known === undefined || within(known, String(value), version))
}

/** `name` is an option, or `option=word`. */
export function hasInitdbOption(name: string, version: number): boolean {
  return within(initdb, name, version)
}

/** What no table mentions is older than every known release and still there. */
function within(table: Readonly<Record<string, Releases>>, name: string, version: number): boolean {
  if (!Object.hasOwn(table, name)) return true
  const { since, until } = table[name] ?? {}
  return (since === undefined || version >= since) && (until === undefined || version < until)
}
