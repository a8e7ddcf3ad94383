import { membershipOptionsSince } from '../../../compat/provisioning.js'
import type { RoleMembership, User } from '../../../model/user.js'
import { list, name, psql, type Section, type Statement, sql, text, when, word } from '../../statement.js'
import { comparePasswords, isCompared, passwordStatements, silence } from './password.js'
import { settingStatements } from './setting.js'

/** What the sessions of scripts with plain passwords begin with; nothing where there are none. */
export function passwordSections(passwords: readonly (string | undefined)[]): Section[] {
  if (!passwords.some((password) => password !== undefined && password !== '')) return []
  const compare = passwords.some(isCompared) ? comparePasswords : []
  return [{ title: 'No password goes to the log; one that is set already stays as it is.', statements: [...silence, ...compare] }]
}

/** Creates the role where it is missing and gives it what the inventory says; what that leaves out stays as it is. */
export function roleStatements(user: User, version: number): Statement[] {
  const { name: role, password, connectionLimit, comment, settings, memberships, login } = user
  const id = name(role)
  const attributes = attributesOf(user)
  return [
    ...when(sql`NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${text(role)})`, [sql`CREATE ROLE ${id} ${word(login === false ? 'NOLOGIN' : 'LOGIN')}`]),
    ...(attributes.length === 0 ? [] : [sql`ALTER ROLE ${id} ${list(attributes.map(word), ' ')}`]),
    ...(password === undefined ? [] : passwordStatements(role, password)),
    ...expiry(user),
    ...(connectionLimit === undefined ? [] : [sql`ALTER ROLE ${id} CONNECTION LIMIT ${word(connectionLimit)}`]),
    ...settingStatements(sql`ROLE ${id}`, settings),
    sql`COMMENT ON ROLE ${id} IS ${text(comment ?? `business user ${role}`)}`,
    ...memberships.flatMap((membership) => membershipStatements(role, membership, version)),
  ]
}

function attributesOf({ login, superuser, createDatabase, createRole, inherit, replication, bypassRowSecurity }: User): string[] {
  const attributes = {
    LOGIN: login,
    SUPERUSER: superuser,
    CREATEDB: createDatabase,
    CREATEROLE: createRole,
    INHERIT: inherit,
    REPLICATION: replication,
    BYPASSRLS: bypassRowSecurity,
  }
  return Object.entries(attributes).flatMap(([attribute, value]) => (value === undefined ? [] : [value ? attribute : `NO${attribute}`]))
}

/** The server counts the days when the script runs, so that the script does not depend on the day it was compiled (KD-46). */
function expiry({ name: role, validDays, validUntil }: User): Statement[] {
  if (validDays !== undefined) return [psql`SELECT format('ALTER ROLE %I VALID UNTIL %L', ${text(role)}, current_date + ${word(validDays)}) \gexec`]
  return validUntil === undefined ? [] : [sql`ALTER ROLE ${name(role)} VALID UNTIL ${text(validUntil)}`]
}

function membershipStatements(member: string, { role, revoked, admin, set, inherit }: RoleMembership, version: number): Statement[] {
  const [group, user] = [name(role), name(member)]
  if (revoked)
    return when(
      sql`EXISTS (SELECT FROM pg_auth_members WHERE roleid = to_regrole(quote_ident(${text(role)})) AND member = to_regrole(quote_ident(${text(member)})))`,
      [sql`REVOKE ${group} FROM ${user}`],
    )
  const fine = version >= membershipOptionsSince
  const options = Object.entries(fine ? { ADMIN: admin, SET: set, INHERIT: inherit } : { ADMIN: admin })
  const given = options.flatMap(([option, value]) => (value === true ? [fine ? `${option} TRUE` : `${option} OPTION`] : []))
  return [
    given.length === 0 ? sql`GRANT ${group} TO ${user}` : sql`GRANT ${group} TO ${user} WITH ${word(given.join(', '))}`,
    ...options.flatMap(([option, value]) => (value === false ? [sql`REVOKE ${word(option)} OPTION FOR ${group} FROM ${user}`] : [])),
  ]
}

/**
 * Drops the role: first its sessions, then what it owns in any database goes to the superuser, then its privileges, then the role. A second psql
 * visits the databases, since one session sees only its own.
 */
export function dropRole(role: string, heir: string): Statement[] {
  const [id, literal] = [name(role), text(role)]
  return when(sql`EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal})`, [
    sql`ALTER ROLE ${id} NOLOGIN`,
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ${literal}`,
    psql`\setenv PGHOST :HOST`,
    psql`\setenv PGPORT :PORT`,
    psql`\setenv PGUSER :USER`,
    psql`\setenv PGDATABASE postgres`,
    psql`\pset format unaligned`,
    psql`\pset tuples_only on`,
    psql`SELECT format(E'\\connect -reuse-previous=on "dbname=''%s''"\nREASSIGN OWNED BY %I TO %I;\nDROP OWNED BY %2$I;',
    replace(regexp_replace(datname, '([\\''])', '\\\1', 'g'), '"', '""'), ${literal}, ${text(heir)})
  FROM pg_database WHERE datallowconn ORDER BY datname \g |psql -X -q -v ON_ERROR_STOP=1`,
    sql`DROP ROLE ${id}`,
  ])
}
