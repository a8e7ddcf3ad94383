import type { Database } from '../../../model/database.js'
import type { Instance } from '../../../model/model.js'
import { list, name, type Statement, sql, text, when, word } from '../../statement.js'
import { onPublic } from './object.js'
import { settingStatements } from './setting.js'

const exists = (database: string): Statement => sql`EXISTS (SELECT FROM pg_database WHERE datname = ${text(database)})`

/** Templates cannot be dropped, so it stops being one first. */
export function dropDatabase(database: string): Statement[] {
  return when(exists(database), [sql`ALTER DATABASE ${name(database)} IS_TEMPLATE false`, sql`DROP DATABASE ${name(database)} WITH (FORCE)`])
}

/** Sessions in a template that is not the server's own would stand in the way. */
export function createDatabase(database: Database): Statement[] {
  const { name: own, template } = database
  const foreign = template !== undefined && !['postgres', 'template0', 'template1'].includes(template)
  return when(sql`NOT ${exists(own)}`, [
    ...(foreign ? [sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${text(template)} AND pid <> pg_backend_pid()`] : []),
    sql`CREATE DATABASE ${list([name(own), ...clausesOf(database)], ' ')}`,
  ])
}

function clausesOf(database: Database): Statement[] {
  const names = { OWNER: database.owner, TEMPLATE: database.template, TABLESPACE: database.tablespace }
  const texts = {
    STRATEGY: database.strategy,
    ENCODING: database.encoding,
    LOCALE: database.locale,
    LC_COLLATE: database.collation,
    LC_CTYPE: database.characterType,
    LOCALE_PROVIDER: database.localeProvider,
    ICU_LOCALE: database.icuLocale,
    ICU_RULES: database.icuRules,
    BUILTIN_LOCALE: database.builtinLocale,
  }
  return [
    ...Object.entries(names).flatMap(([clause, value]) => (value === undefined ? [] : [sql`${word(clause)} ${name(value)}`])),
    ...Object.entries(texts).flatMap(([clause, value]) => (value === undefined ? [] : [sql`${word(clause)} ${text(value)}`])),
    ...(database.isTemplate === undefined ? [] : [sql`IS_TEMPLATE ${word(String(database.isTemplate))}`]),
  ]
}

/** What can be said about a database from outside: owner, place, limits, settings, comment, who may connect. */
export function databaseStatements(database: Database, { postgres: { replication, monitor, admin } }: Instance): Statement[] {
  const { name: own, owner, tablespace, connectionLimit, isTemplate, settings, comment, revokeConnect } = database
  const id = name(own)
  const holders = [...new Set([admin.name, ...(owner === undefined ? [] : [owner])])].map(name)
  return [
    ...(owner === undefined ? [] : [sql`ALTER DATABASE ${id} OWNER TO ${name(owner)}`, sql`GRANT ALL ON DATABASE ${id} TO ${name(owner)}`]),
    ...(tablespace === undefined ? [] : [sql`ALTER DATABASE ${id} SET TABLESPACE ${name(tablespace)}`]),
    ...(connectionLimit === undefined ? [] : [sql`ALTER DATABASE ${id} CONNECTION LIMIT ${word(connectionLimit)}`]),
    ...(isTemplate === undefined ? [] : [sql`ALTER DATABASE ${id} IS_TEMPLATE ${word(String(isTemplate))}`]),
    ...settingStatements(sql`DATABASE ${id}`, settings),
    sql`COMMENT ON DATABASE ${id} IS ${text(comment ?? `business database ${own}`)}`,
    ...(revokeConnect === true
      ? [
          sql`REVOKE CONNECT ON DATABASE ${id} FROM PUBLIC`,
          sql`GRANT CONNECT ON DATABASE ${id} TO ${list([name(replication.name), name(monitor.name)])}`,
          sql`GRANT CONNECT ON DATABASE ${id} TO ${list(holders)} WITH GRANT OPTION`,
        ]
      : []),
    ...(revokeConnect === false ? [sql`GRANT CONNECT ON DATABASE ${id} TO PUBLIC`] : []),
  ]
}

/** A database that lets nobody in is opened for the rest of the script, and shut at its end. */
export function openDatabase({ name: own, allowConnections }: Database): Statement[] {
  return allowConnections === undefined ? [] : [sql`ALTER DATABASE ${name(own)} ALLOW_CONNECTIONS true`]
}

export function shutDatabase(own: string): Statement[] {
  return [sql`ALTER DATABASE ${name(own)} ALLOW_CONNECTIONS false`]
}

/** Who may make schemas in the database, and objects in schema public. */
export function grantStatements({ name: own }: Database, { defaultRoles }: Instance): Statement[] {
  const makers = defaultRoles.some((role) => role.name === 'dbrole_admin') ? [name('dbrole_admin')] : []
  return [
    sql`REVOKE CREATE ON DATABASE ${name(own)} FROM PUBLIC`,
    ...makers.map((role) => sql`GRANT CREATE ON DATABASE ${name(own)} TO ${role}`),
    ...onPublic([sql`REVOKE CREATE ON SCHEMA public FROM PUBLIC`, ...makers.map((role) => sql`GRANT CREATE ON SCHEMA public TO ${role}`)]),
  ]
}
