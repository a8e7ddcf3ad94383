import type { ParameterName } from '../catalog/catalog.js'
import type { Span } from '../source/span.js'
import { parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import type { Parts } from './parts.js'

/** A role that the system itself uses. */
export interface Account {
  readonly name: string
  /** Empty where the role has none. */
  readonly password: string
}

export interface SystemRole extends Account {
  /** Where its name stands. */
  readonly at: Span
}

/** The server itself: what every file beside it needs to know. */
export interface Postgres {
  /** Major version. */
  readonly version: number
  readonly mode: string
  readonly port: number
  /** Addresses to listen on, placeholders expanded. */
  readonly listen: readonly string[]
  readonly dataDirectory: string
  readonly binDirectory: string
  readonly logDirectory: string
  /** Directory of the unix socket that local clients use. */
  readonly socketDirectory: string
  readonly primaryDatabase: string
  readonly passwordEncryption: 'scram-sha-256' | 'md5'
  /** The operating system user that owns everything, and its home. */
  readonly home: string
  readonly superuser: SystemRole
  readonly replication: SystemRole
  readonly admin: SystemRole
  readonly monitor: SystemRole
  /** Weight in haproxy, 0 to 255. */
  readonly weight: number
  /** Whether a member that is not offline also takes offline queries. */
  readonly offlineQuery: boolean
}

type Roles = 'superuser' | 'replication' | 'admin' | 'monitor'
type Server = Omit<Postgres, Roles> & Readonly<Record<Roles, Account>>

/** Directories that the daemons search for the socket; any other is never found (KD-62). */
const socketDirectories = ['/var/run/postgresql', '/run/postgresql', '/tmp']

/** Where the names of the roles stand is of the instance alone; all else it shares with others. */
export function buildPostgres(context: Context, parts: Parts): Postgres {
  const { settings } = context
  const server = parts.part('server', [], context, buildServer)
  const placed = (role: Account, parameter: ParameterName): SystemRole => ({ name: role.name, at: settings.at(parameter), password: role.password })
  return {
    ...server,
    superuser: placed(server.superuser, 'pg_dbsu'),
    replication: placed(server.replication, 'pg_replication_username'),
    admin: placed(server.admin, 'pg_admin_username'),
    monitor: placed(server.monitor, 'pg_monitor_username'),
  }
}

function buildServer(context: Context): Server {
  const { settings, layout, sink } = context
  if (settings.get('pg_data') !== layout.data)
    sink.report(
      codes['path-fixed'],
      settings.at('pg_data'),
      layout.shared
        ? `pg_data of ${context.member.name} is ${layout.data}, since its host has several instances: leave pg_data out`
        : 'pg_data must be /pg/data: pg_hba.conf, postgresql.auto.conf and the scripts around them are installed there',
    )
  if (!socketDirectories.includes(settings.get('pg_localhost')))
    sink.report(
      codes['path-fixed'],
      settings.at('pg_localhost'),
      `pg_localhost must be one of ${socketDirectories.join(', ')}, where PostgreSQL puts its socket`,
    )
  return {
    version: settings.get('pg_version'),
    mode: context.mode,
    port: settings.get('pg_port'),
    listen: listenAddresses(context),
    dataDirectory: layout.data,
    binDirectory: settings.get('pg_bin_dir'),
    logDirectory: settings.get('pg_log_dir'),
    socketDirectory: settings.get('pg_localhost'),
    primaryDatabase: settings.get('pg_primary_db'),
    passwordEncryption: settings.get('pg_pwd_enc') === 'md5' ? 'md5' : 'scram-sha-256',
    home: settings.get('pg_dbsu_home'),
    superuser: { name: settings.get('pg_dbsu'), password: settings.get('pg_dbsu_password') },
    replication: { name: settings.get('pg_replication_username'), password: settings.get('pg_replication_password') },
    admin: { name: settings.get('pg_admin_username'), password: settings.get('pg_admin_password') },
    monitor: { name: settings.get('pg_monitor_username'), password: settings.get('pg_monitor_password') },
    weight: settings.get('pg_weight'),
    offlineQuery: settings.get('pg_offline_query'),
  }
}

/** pg_listen with `${ip}`, `${lo}` and `${vip}` replaced; PostgreSQL and pgbouncer both bind these. */
function listenAddresses(context: Context): string[] {
  const { settings, sink } = context
  const text = settings.get('pg_listen').replace(/\$\{[^}]*\}/g, (placeholder) => expanded(placeholder, context) ?? placeholder)
  const left = /\$\{[^}]*\}?/.exec(text)?.[0]
  const addresses = text.split(',').map((address) => address.trim())
  const odd = addresses.find((address) => address !== '*' && address !== 'localhost' && parseAddress(address) === undefined)
  if (left !== undefined)
    sink.report(
      codes['listen-address'],
      settings.at('pg_listen'),
      `pg_listen holds ${left}, ${left === '${vip}' ? 'but the cluster has no VIP' : 'which nothing expands; known are ${ip}, ${lo} and ${vip}'}`,
    )
  else if (odd !== undefined) sink.report(codes['listen-address'], settings.at('pg_listen'), `pg_listen must list addresses or be *, and \`${odd}\` is neither`)
  return addresses
}

/** Asks only for what a placeholder stands for. */
function expanded(placeholder: string, context: Context): string | undefined {
  if (placeholder === '${ip}') return context.member.host.address.text
  if (placeholder === '${lo}') return context.member.host.address.family === 6 ? '::1' : '127.0.0.1'
  if (placeholder !== '${vip}') return undefined
  const vip = context.settings.get('pg_vip_enabled') ? context.settings.get('pg_vip_address') : ''
  return vip.includes('/') && !vip.startsWith('127.0.0') ? vip.slice(0, vip.indexOf('/')) : undefined
}
