/*
 * How the log lines of the daemons look, as data: tested against lines that the daemons themselves wrote.
 * The patterns mean the same to JavaScript and to the regular expressions of Rust, which Vector uses, and hold a dollar sign at their end only,
 * where Vector takes it for no variable.
 */

/** One kind of log. */
export interface LogFormat {
  /** The first line of a record; every other line belongs to the record before it. */
  readonly start: string
  /** The whole record, by groups: time, level, text and what else it has. Absent where records are CSV. */
  readonly record?: string
  /** Words of the daemon to levels of the log store. */
  readonly levels: Readonly<Record<string, string>>
  /** The level of any other word. */
  readonly otherwise: string
}

const day = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
const second = '[0-9]{2}:[0-9]{2}:[0-9]{2}'
const millisecond = `${second}[.][0-9]{3}`

/** csvlog with log_timezone UTC. The user, in quotes or empty, follows the time. */
export const postgresLog: LogFormat = {
  start: `^${day} ${millisecond} UTC,[",]`,
  levels: {
    PANIC: 'emerg',
    FATAL: 'crit',
    ERROR: 'err',
    WARNING: 'warning',
    NOTICE: 'notice',
    LOG: 'info',
    INFO: 'info',
    DEBUG: 'debug',
    DEBUG1: 'debug',
    DEBUG2: 'debug',
    DEBUG3: 'debug',
    DEBUG4: 'debug',
    DEBUG5: 'debug',
  },
  otherwise: 'unknown',
}

/** The first 26 columns of csvlog; 13 has 24 of them, older versions 23. */
export const postgresColumns: readonly string[] = [
  'time',
  'user',
  'db',
  'pid',
  'addr',
  'sid',
  'sln',
  'cmd',
  'stime',
  'vxid',
  'txid',
  'lv',
  'code',
  'msg',
  'detail',
  'hint',
  'iq',
  'iqp',
  'ctx',
  'q',
  'qp',
  'loc',
  'app',
  'btype',
  'lpid',
  'query',
]

/** The time that log_min_duration_statement writes at the beginning of a message, in milliseconds. */
export const postgresDuration = '^duration: (?<duration>[0-9]+(?:[.][0-9]+)?) ms'

/** As the log section of patroni.yml formats it. */
export const patroniLog: LogFormat = {
  start: `^${day} ${second} [+-][0-9]{4} `,
  record: `^(?<time>${day} ${second} [+-][0-9]{4}) (?<level>[A-Za-z]+): (?<text>[\\s\\S]*)`,
  levels: { CRITICAL: 'crit', ERROR: 'err', WARNING: 'warning', WARN: 'warning', DEBUG: 'debug' },
  otherwise: 'info',
}

/** The time has no zone: it is that of the machine. */
export const pgbackrestLog: LogFormat = {
  start: `^${day} ${millisecond} P[0-9]+`,
  record: `^(?<time>${day} ${millisecond}) P(?<process>[0-9]+) +(?<level>[A-Z]+): (?<text>[\\s\\S]*)`,
  levels: { ERROR: 'err', WARN: 'warning', INFO: 'info' },
  otherwise: 'debug',
}

/** Stands between the records of two commands, on a line of its own. */
export const pgbackrestSeparator = '\\s*-{5,}PROCESS START-{5,}\\s*'

/** Path of a log: its name is that of the stanza and the command. */
export const pgbackrestFile = '(?<name>[^/]+)[.]log$'

/** The zone is an abbreviation, which can stand for several: the time is read as that of the machine. */
export const pgbouncerLog: LogFormat = {
  start: `^${day} ${millisecond} [^ ]+ \\[[0-9]+\\]`,
  record: `^(?<time>${day} ${millisecond}) [^ ]+ \\[(?<pid>[0-9]+)\\] (?<level>[A-Z]+) (?<text>[\\s\\S]*)`,
  levels: { FATAL: 'crit', ERROR: 'err', WARNING: 'warning', LOG: 'info', DEBUG: 'debug', NOISE: 'debug' },
  otherwise: 'unknown',
}

/** Priorities of syslog, from 0. */
export const syslogLevels: readonly string[] = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug']
