import type { Span } from '../source/span.js'
import type { Context } from './context.js'
import { type Database, type DatabaseSchema, type Extension, readExtensions, readSchemas } from './database.js'
import { reportDatabases } from './database-rules.js'
import type { Parts } from './parts.js'
import { buildPrivileges, builtInPrivileges, type DefaultPrivilege } from './privilege.js'
import type { User } from './user.js'
import { reportUsers } from './user-rules.js'

/** What is put into a fresh cluster beside its roles, users and databases. */
export interface Provisioning {
  /** Whether users and databases are created (pg_provision). */
  readonly enabled: boolean
  /** pg_default_privileges: for objects of the superuser, of the administrator and of dbrole_admin, in every database. */
  readonly privileges: readonly DefaultPrivilege[]
  /** The same for the owner of a database; the built-in ones where the inventory empties the list. */
  readonly ownerPrivileges: readonly DefaultPrivilege[]
  /** Of template1 and postgres. */
  readonly schemas: readonly DatabaseSchema[]
  readonly extensions: readonly Extension[]
  /** The operator's own init script (pg_init), where it is not ours. */
  readonly ownInit?: { readonly name: string; readonly at: Span }
  /** Whether the pool of the cluster asks the server about users. */
  readonly pooled: boolean
}

export function buildProvisioning(
  context: Context,
  parts: Parts,
  defaultRoles: readonly User[],
  users: readonly User[],
  databases: readonly Database[],
): Provisioning {
  reportUsers(defaultRoles, users, context)
  reportDatabases(databases, context)
  return parts.part('common provisioning', [defaultRoles], context, (watched) => buildCommon(watched, parts, defaultRoles))
}

/** What does not depend on the cluster's own users and databases. */
function buildCommon(context: Context, parts: Parts, defaultRoles: readonly User[]): Provisioning {
  const { settings, sink } = context
  const made = new Set(defaultRoles.map(({ name }) => name))
  // The built-in list is for the built-in roles: where the inventory has others, it says nothing about the missing ones.
  const builtIn = builtInPrivileges(context).filter(({ grantees }) => grantees.every((role) => role === undefined || made.has(role)))
  const given = buildPrivileges(context)
  const privileges = settings.isSet('pg_default_privileges') ? given : builtIn
  const [schemas, extensions] = [settings.list('pg_default_schemas'), settings.list('pg_default_extensions')]
  const init = settings.get('pg_init')
  return {
    enabled: settings.get('pg_provision'),
    privileges,
    ownerPrivileges: privileges.length === 0 ? builtIn : privileges,
    schemas: parts.ofNode('schemas', schemas, sink, () => readSchemas(schemas, 'pg_default_schemas', sink)),
    extensions: parts.ofNode('extensions', extensions, sink, () => readExtensions(extensions, 'pg_default_extensions', sink)),
    ...(init === 'pg-init' || init === '' ? {} : { ownInit: { name: init, at: settings.at('pg_init') } }),
    pooled: settings.get('pgbouncer_enabled'),
  }
}
