import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { isVerifier, md5Verifier } from './password.js'
import type { User } from './user.js'

/** What PgBouncer knows of a user. */
export interface PoolSecret {
  readonly user: string
  /** A verifier, or the password in clear; empty where there is none. */
  readonly secret: string
}

/** Longest secret that PgBouncer keeps, and longest password in clear that it takes for SCRAM, in bytes. Source: its manual, and what it does. */
const longestSecret = 2047
const longestPassword = 1024

/** Of a character in UTF-8, for one unit of a text. */
const mostBytes = 3

/**
 * The users of userlist.txt, by name. A password in clear stays so unless the cluster uses MD5: PgBouncer can then answer any method, towards
 * clients and towards the server, while a SCRAM verifier of our own would have another salt than the server's.
 */
export function buildPoolSecrets(context: Context, defaultRoles: readonly User[], users: readonly User[]): readonly PoolSecret[] {
  const { settings } = context
  const secrets = new Map<string, string>()
  const add = (user: string, password: string, at: () => Span): void => {
    const clear = password !== '' && !isVerifier(password)
    const md5 = clear && settings.get('pg_pwd_enc') === 'md5'
    const longest = clear && !md5 ? longestPassword : longestSecret
    if (mostBytes * password.length > longest && new TextEncoder().encode(password).length > longest)
      context.sink.report(codes['pool-setting'], at(), `the password of ${user} is longer than ${longest} bytes, the most that PgBouncer takes`)
    secrets.set(user, md5 ? md5Verifier(password, user) : password)
  }
  // The console is reached over the socket, where the operating system says who it is.
  secrets.set(settings.get('pg_dbsu'), '')
  add(settings.get('pg_monitor_username'), settings.get('pg_monitor_password'), () => settings.at('pg_monitor_password'))
  add(settings.get('pg_admin_username'), settings.get('pg_admin_password'), () => settings.at('pg_admin_password'))
  const system = new Set(secrets.keys())
  for (const { name, state, pooled, login, password, where } of defaultRoles)
    if (state !== 'absent' && pooled && login !== false && password && !system.has(name)) add(name, password, () => where('password'))
  if (!settings.get('pgbouncer_auth_query'))
    for (const { name, state, pooled, password, where } of users)
      if (state !== 'absent' && pooled && (password !== undefined || !secrets.has(name))) add(name, password ?? '', () => where('password'))
  return [...secrets].map(([user, secret]) => ({ user, secret })).sort((a, b) => (a.user < b.user ? -1 : 1))
}
