import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { cronProblem } from './cron-line.js'
import { readPath } from './path.js'

/** What an instance asks of the operating system around it. */
export interface OperatingSystem {
  /** What the database OS user may do as root: nothing, steer the daemons of the instance, or everything with or without a password. */
  readonly sudo: 'none' | 'limit' | 'all' | 'nopass'
  /** The cron table of the database OS user. */
  readonly crontab: readonly CronLine[]
}

export interface CronLine {
  readonly text: string
  readonly at: Span
}

export function buildOperatingSystem(context: Context): OperatingSystem {
  const { settings, sink } = context
  reportOsUser(settings.get('pg_dbsu'), 'pg_dbsu', () => settings.at('pg_dbsu'), sink)
  readPath('pg_dbsu_home', settings, sink)
  readPath('pg_bin_dir', settings, sink)
  const sudo = settings.get('pg_dbsu_sudo')
  return { sudo: sudo === 'none' || sudo === 'all' || sudo === 'nopass' ? sudo : 'limit', crontab: readCrontab(context) }
}

/** Reports what no OS user can be called; `what` names the parameter or attribute. */
export function reportOsUser(user: string, what: string, at: () => Span, sink: Sink): void {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(user))
    sink.report(
      codes['os-user'],
      at(),
      `${what} must be the name of an OS user: a small letter or _, then at most 31 small letters, digits, _ and -, not \`${user}\``,
    )
}

/** A line has five fields of time or one word like `@daily`, then the command; there is no column for the user. */
function readCrontab({ settings, sink }: Context): CronLine[] {
  const list = settings.node('pg_crontab')
  if (list?.kind === 'scalar' && list.type !== 'null') {
    sink.report(codes['cron-line'], list.at, 'pg_crontab must be a list of lines: a comma inside of a line separates hours, not lines')
    return []
  }
  return settings.items('pg_crontab').flatMap((node, index): CronLine[] => {
    const text = node.kind === 'scalar' && node.type === 'string' ? node.text : undefined
    const problem = text === undefined ? 'must be text' : cronProblem(text)
    if (problem !== undefined) sink.report(codes['cron-line'], node.at, `pg_crontab[${index}] ${problem}`)
    return text === undefined ? [] : [{ text, at: node.at }]
  })
}
