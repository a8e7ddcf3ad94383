import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import type { Database, DatabasePool } from './database.js'
import { defined } from './defined.js'
import { buildHba, type HbaRule } from './hba.js'
import { itemText } from './item-text.js'
import type { Parts } from './parts.js'
import { buildPoolSecrets, type PoolSecret } from './pool-secret.js'
import type { User } from './user.js'

/** The PgBouncer beside an instance. */
export interface Pool {
  readonly port: number
  /** transaction, session or statement. */
  readonly mode: string
  /** TLS with clients: disable, allow, prefer, require, verify-ca or verify-full. */
  readonly tls: string
  /** Whether users that userlist.txt does not name are looked up in the database. */
  readonly authQuery: boolean
  /** Startup parameters of clients that are ignored. */
  readonly ignoredParameters: readonly string[]
  readonly logDirectory: string
  /** Active rules for clients of the pool. */
  readonly hba: readonly HbaRule[]
  /** In the order of the inventory. */
  readonly databases: readonly PoolDatabase[]
  /** Users with limits of their own, default roles first. */
  readonly userOptions: readonly PoolUserOptions[]
  /** What userlist.txt holds, by user. */
  readonly secrets: readonly PoolSecret[]
}

/** A database that clients of the pool may ask for. */
export interface PoolDatabase {
  readonly name: string
  readonly at: Span
  /** Directory of the socket, or the host that pgbouncer_redirect_to names. */
  readonly host: string
  readonly port: number
  /** Whether `host` is another machine than the pool's own. */
  readonly redirected: boolean
  readonly options: DatabasePool
}

export interface PoolUserOptions {
  readonly name: string
  readonly mode?: string
  readonly connectionLimit?: number
}

/** The pool of an instance; undefined where it has none. */
export function buildPool(
  context: Context,
  parts: Parts,
  defaultRoles: readonly User[],
  users: readonly User[],
  databases: readonly Database[],
): Pool | undefined {
  const { settings } = context
  if (!settings.get('pgbouncer_enabled')) return undefined
  return {
    port: settings.get('pgbouncer_port'),
    mode: settings.get('pgbouncer_poolmode'),
    tls: settings.get('pgbouncer_sslmode'),
    authQuery: settings.get('pgbouncer_auth_query'),
    ignoredParameters: parts.part('ignored parameters', [], context, ignoredParameters),
    logDirectory: settings.get('pgbouncer_log_dir'),
    hba: parts.part('pool rules', [], context, (watched) => buildHba(watched, 'pool', parts)),
    databases: poolDatabases(context, databases),
    userOptions: userOptions(context, [...defaultRoles, ...users]),
    secrets: buildPoolSecrets(context, defaultRoles, users),
  }
}

function ignoredParameters({ settings, sink }: Context): string[] {
  const names = settings.get('pgbouncer_ignore_param').map(itemText)
  const places = settings.items('pgbouncer_ignore_param')
  for (const [index, name] of names.entries())
    if (!/^[A-Za-z_][A-Za-z0-9_.]*$/.test(name))
      sink.report(
        codes['pool-setting'],
        places[index]?.at ?? settings.at('pgbouncer_ignore_param'),
        `pgbouncer_ignore_param lists names of parameters, and \`${name}\` is none`,
      )
  return names
}

function poolDatabases(context: Context, databases: readonly Database[]): PoolDatabase[] {
  const { settings, sink } = context
  const target = settings.get('pgbouncer_redirect_to') || undefined
  return databases
    .filter(({ pooled, state }) => pooled && state !== 'absent')
    .map(({ name, at, pool }) => {
      if (name === 'pgbouncer')
        sink.report(codes['pool-name'], at, 'PgBouncer keeps the name pgbouncer for its console: choose another, or set `pgbouncer: false`')
      else reportOddName('database', name, at, '`pgbouncer: false`', context)
      return {
        name,
        at,
        host: target ?? settings.get('pg_localhost'),
        port: settings.get('pg_port'),
        redirected: target !== undefined,
        options: withoutDefaults(pool),
      }
    })
}

/** -1 is the pool's own default everywhere; a limit of 0 falls back to it, too (KD-66). */
function withoutDefaults({ authUser, mode, size, minimumSize, reserve, connectionLimit }: DatabasePool): DatabasePool {
  const given = (number: number | undefined) => (number === -1 ? undefined : number)
  return defined({
    authUser,
    mode,
    size: given(size),
    minimumSize: given(minimumSize),
    reserve: given(reserve),
    connectionLimit: connectionLimit === 0 ? undefined : given(connectionLimit),
  })
}

/** One entry a user: what stands later wins, attribute by attribute. */
function userOptions(context: Context, users: readonly User[]): PoolUserOptions[] {
  const merged = new Map<string, PoolUserOptions>()
  for (const { name, at, state, poolMode, poolConnectionLimit } of users) {
    if (state === 'absent' || (poolMode === undefined && poolConnectionLimit === undefined)) continue
    reportOddName('user', name, at, 'no pool_mode and no pool_connlimit', context)
    merged.set(name, { ...merged.get(name), name, ...defined({ mode: poolMode, connectionLimit: poolConnectionLimit }) })
  }
  return [...merged.values()].flatMap(({ name, mode, connectionLimit = 0 }) =>
    mode === undefined && connectionLimit <= 0 ? [] : [{ name, ...defined({ mode, connectionLimit: connectionLimit > 0 ? connectionLimit : undefined }) }],
  )
}

/** Names stand bare in PgBouncer's lists; quoted ones exist from release 1.25 on only, and stop any other (KD-30). */
function reportOddName(noun: string, name: string, at: Span, way: string, { sink }: Context): void {
  if (!/^[A-Za-z0-9_.-]+$/.test(name))
    sink.report(codes['pool-name'], at, `PgBouncer cannot carry ${noun} \`${name}\`: use letters, digits and _ . - only, or give it ${way}`)
}
