import { codes } from './codes.js'
import type { Context } from './context.js'
import { reportSettings } from './setting.js'
import type { User } from './user.js'

/** Reports what the server would refuse about a role: its name, its expiry, the names of its settings; and system roles that are to be dropped. */
export function reportUsers(defaultRoles: readonly User[], users: readonly User[], { settings, sink }: Context): void {
  for (const { name, at, validUntil, where, settings: own } of [...defaultRoles, ...users]) {
    if (name.startsWith('pg_') || name === 'public' || name === 'none')
      sink.report(codes['user-name'], at, `no role can be called ${name}: PostgreSQL keeps public, none and names that begin with pg_ for itself`)
    if (validUntil !== undefined && !isMoment(validUntil))
      sink.report(
        codes['user-expiry'],
        where('expire_at'),
        `expire_at of user ${name} must be a day as in 2031-12-31, with or without a time, or infinity, not \`${validUntil}\``,
      )
    reportSettings(own, `user ${name}`, sink)
  }
  const kept = new Set([
    'postgres',
    ...(['pg_dbsu', 'pg_replication_username', 'pg_admin_username', 'pg_monitor_username'] as const).map((p) => settings.get(p)),
  ])
  for (const { name, state, where } of users)
    if (state === 'absent' && kept.has(name))
      sink.report(codes['object-kept'], where('state'), `user ${name} is a system user of the cluster and is never dropped: leave its state out`)
}

/** A day of the calendar with or without a time of the day and its zone, or infinity. */
function isMoment(text: string): boolean {
  if (/^infinity$/i.test(text)) return true
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return year > 0 && day > 0 && day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
}
