import type { DatabaseSchema, Extension } from '../../../model/database.js'
import type { DefaultPrivilege } from '../../../model/privilege.js'
import { list, name, psql, type Statement, sql, text, when, word } from '../../statement.js'

/** What the objects that a role will make give to others. */
export function privilegeStatements(maker: string, privileges: readonly DefaultPrivilege[]): Statement[] {
  return privileges.map(({ privileges: given, objects, grantees, grantable }) => {
    const roles = list(grantees.map((grantee) => (grantee === undefined ? word('PUBLIC') : name(grantee))))
    const option = word(grantable ? ' WITH GRANT OPTION' : '')
    return sql`ALTER DEFAULT PRIVILEGES FOR ROLE ${name(maker)} GRANT ${list(given.map(word))} ON ${word(objects)} TO ${roles}${option}`
  })
}

export function schemaStatements({ name: schema, owner, absent }: DatabaseSchema): Statement[] {
  const id = name(schema)
  if (absent) return [sql`DROP SCHEMA IF EXISTS ${id} CASCADE`]
  return [sql`CREATE SCHEMA IF NOT EXISTS ${id}`, ...(owner === undefined ? [] : [sql`ALTER SCHEMA ${id} OWNER TO ${name(owner)}`])]
}

export function extensionStatements({ name: extension, schema, version, absent }: Extension): Statement[] {
  const id = name(extension)
  if (absent) return [sql`DROP EXTENSION IF EXISTS ${id} CASCADE`]
  const place = schema === undefined ? word('') : sql` SCHEMA ${name(schema)}`
  const release = version === undefined ? word('') : sql` VERSION ${text(version)}`
  return [sql`CREATE EXTENSION IF NOT EXISTS ${id} WITH${place}${release} CASCADE`]
}

/** The same for what a database can do without: a package that the machine does not have is named, and the rest goes on. */
export function optionalExtension(extension: Extension): Statement[] {
  if (extension.absent) return extensionStatements(extension)
  const missing = `extension ${extension.name} is skipped: its package is not installed on this machine`
  return when(sql`EXISTS (SELECT FROM pg_available_extensions WHERE name = ${text(extension.name)})`, extensionStatements(extension), [
    psql`\warn ${{ argument: missing }}`,
  ])
}

/** Statements for schema public, which an inventory may drop. */
export function onPublic(statements: readonly Statement[]): Statement[] {
  return when(sql`to_regnamespace('public') IS NOT NULL`, statements)
}
