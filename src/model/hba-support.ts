import { pgbouncerHba, postgresHbaSince } from '../compat/hba.js'
import type { Platform } from '../compat/platforms.js'
import { lifetimeOf, titleOf, understands } from '../compat/understands.js'
import { type HbaEntry, type HbaPlaces, type HbaToken, isHbaRecord } from '../syntax/hba.js'

/** What a daemon does not read of a line: in which column, and why. */
export interface Unsupported {
  readonly column: keyof HbaPlaces
  readonly reason: string
}

/** What this major version of PostgreSQL refuses of a line that newer ones read; the version is asked for only where it matters. */
export function unsupportedByPostgres(entry: HbaEntry, versionOf: () => number): Unsupported | undefined {
  const since = postgresHbaSince
  const unless = (needed: number, column: keyof HbaPlaces, what: string): Unsupported | undefined => {
    const version = versionOf()
    return version < needed ? { column, reason: `${what} need PostgreSQL ${needed}, and pg_version is ${version}` } : undefined
  }
  if (!isHbaRecord(entry)) return unless(since.include, 'type', `${entry.directive} lines`)
  const pattern = (tokens: readonly HbaToken[]) => tokens.some((token) => 'pattern' in token)
  return (
    (pattern(entry.databases) ? unless(since.pattern, 'databases', 'regular expressions') : undefined) ??
    (pattern(entry.users) ? unless(since.pattern, 'users', 'regular expressions') : undefined) ??
    (entry.method === 'oauth' ? unless(since.oauth, 'method', 'lines with oauth') : undefined) ??
    (entry.options.some(([name]) => name === 'clientname') ? unless(since.clientname, 'method', 'lines with clientname') : undefined)
  )
}

/** What PgBouncer does not read of a line. It would skip the line with a warning, and a later, wider one would decide (KD-29). */
export function unsupportedByPool(entry: HbaEntry, platform: Platform): Unsupported | undefined {
  if (!isHbaRecord(entry)) return { column: 'type', reason: 'PgBouncer has no include lines' }
  const { types, methods, databaseWords } = pgbouncerHba
  if (!types.some((type) => type === entry.type)) return { column: 'type', reason: `PgBouncer knows the types ${types.join(', ')}, not ${entry.type}` }
  for (const token of entry.databases)
    if ('keyword' in token && !databaseWords.some((word) => word === token.keyword))
      return {
        column: 'databases',
        reason:
          token.keyword === 'replication'
            ? 'replication connections do not go through the pool: write such a rule for PostgreSQL'
            : `PgBouncer knows no roles, so ${token.keyword} means nothing to it`,
      }
  for (const column of ['databases', 'users'] as const)
    for (const token of entry[column]) {
      if ('group' in token)
        return { column, reason: `PgBouncer knows no roles and takes +${token.group} for the name of a user, which nobody has: list the users` }
      if ('pattern' in token) return { column, reason: 'PgBouncer has no regular expressions: list the names' }
    }
  const { address } = entry
  if (address !== undefined && ('hostName' in address || ('keyword' in address && address.keyword !== 'all')))
    return { column: 'address', reason: 'PgBouncer knows only addresses, networks and all here' }
  if (!methods.some((method) => method === entry.method))
    return { column: 'method', reason: `PgBouncer knows the methods ${methods.join(', ')}, not ${entry.method}` }
  const option = entry.options.find(([name]) => name !== 'map')
  if (option !== undefined) return { column: 'method', reason: `PgBouncer knows no option but map, and the line has ${option[0]}` }
  const tooOld = (row: string, column: keyof HbaPlaces, what: string): Unsupported | undefined =>
    understands(platform, 'pgbouncer', row)
      ? undefined
      : { column, reason: `${titleOf(platform, 'pgbouncer')} does not know ${what}: ${lifetimeOf('pgbouncer', row).since} is the first that does` }
  return (
    (address !== undefined && 'keyword' in address ? tooOld('hba address all', 'address', 'the address all') : undefined) ??
    (entry.method === 'ldap' ? tooOld('hba method ldap', 'method', 'the method ldap') : undefined) ??
    (entry.options.length > 0 ? tooOld('hba option map', 'method', 'the option map') : undefined)
  )
}
