/** What an extension needs among shared_preload_libraries. */
export interface ExtensionLibrary {
  readonly library: string
  /** Without it: CREATE EXTENSION is refused, or succeeds and what the extension is for does not happen. */
  readonly without: 'refused' | 'idle'
}

/** Extensions that do not work from a library that is loaded later. Source: the manual of each. */
const libraries: Readonly<Record<string, ExtensionLibrary>> = {
  citus: { library: 'citus', without: 'refused' },
  pg_cron: { library: 'pg_cron', without: 'refused' },
  pg_duckdb: { library: 'pg_duckdb', without: 'refused' },
  pg_net: { library: 'pg_net', without: 'refused' },
  pg_squeeze: { library: 'pg_squeeze', without: 'refused' },
  pg_stat_kcache: { library: 'pg_stat_kcache', without: 'refused' },
  pgaudit: { library: 'pgaudit', without: 'refused' },
  pglogical: { library: 'pglogical', without: 'refused' },
  timescaledb: { library: 'timescaledb', without: 'refused' },
  vchord: { library: 'vchord', without: 'refused' },
  pg_qualstats: { library: 'pg_qualstats', without: 'idle' },
  pg_stat_monitor: { library: 'pg_stat_monitor', without: 'idle' },
  pg_stat_statements: { library: 'pg_stat_statements', without: 'idle' },
  pg_wait_sampling: { library: 'pg_wait_sampling', without: 'idle' },
  set_user: { library: 'set_user', without: 'idle' },
}

/** Undefined for extensions that need no library from the start of the server, and for those that are not known. */
export function libraryOf(extension: string): ExtensionLibrary | undefined {
  return Object.hasOwn(libraries, extension) ? libraries[extension] : undefined
}
