import type { Attribute } from '../catalog/object.js'
import { database } from '../catalog/objects/database.js'
import { roleGrant } from '../catalog/objects/role-grant.js'
import type { Releases } from './releases.js'

/** First major release with a word of a clause of CREATE DATABASE, as attribute=word, where the clause is older. Source: the manual of each release. */
const databaseWords: Readonly<Record<string, number>> = {
  'locale_provider=builtin': 17,
  'builtin_locale=PG_UNICODE_FAST': 18,
}

/** The first release that has the clause, by the attribute of the inventory, or attribute=word; undefined for clauses that every known one has. */
export function databaseClauseSince(clause: string): number | undefined {
  const attributes: Readonly<Record<string, Attribute>> = database.attributes
  if (Object.hasOwn(databaseWords, clause)) return databaseWords[clause]
  return Object.hasOwn(attributes, clause) ? attributes[clause]?.since : undefined
}

/** A membership has options of its own (ADMIN, SET, INHERIT as TRUE or FALSE) from here on. */
export const membershipOptionsSince = roleGrant.attributes.set.since

/** pg_locks tells since when a session waits. */
export const lockWaitStartSince = 14

/** Columns of a log line that are younger than the rest, in their order. The 24th came with 13. */
export const logColumns: readonly (Releases & { readonly column: string; readonly type: string })[] = [
  { column: 'backend', type: 'text', since: 13 },
  { column: 'leader_pid', type: 'integer', since: 14 },
  { column: 'query_id', type: 'bigint', since: 14 },
]

/** Functions by which a role without superuser rights takes a base backup; 15 renamed them (KD-77). */
export function backupFunctions(version: number): readonly string[] {
  return version < 15
    ? ['pg_start_backup(text, boolean, boolean)', 'pg_stop_backup(boolean, boolean)']
    : ['pg_backup_start(text, boolean)', 'pg_backup_stop(boolean)']
}

const privileges: Readonly<Record<string, readonly string[]>> = {
  TABLES: ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'],
  SEQUENCES: ['USAGE', 'SELECT', 'UPDATE'],
  FUNCTIONS: ['EXECUTE'],
  ROUTINES: ['EXECUTE'],
  TYPES: ['USAGE'],
  SCHEMAS: ['USAGE', 'CREATE'],
}

/** What default privileges can give on a class of objects, or undefined where they know no such class. */
export function privilegesOn(objects: string, version: number): readonly string[] | undefined {
  return Object.hasOwn(privileges, objects) ? privileges[objects]?.filter((privilege) => privilege !== 'MAINTAIN' || version >= 17) : undefined
}
