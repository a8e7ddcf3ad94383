import type { Instance } from '../../../model/model.js'
import type { Rights } from '../../files.js'
import { connectionString } from '../../statement.js'

/** A shell script that gives SQL scripts to psql, one after the other. */
export interface RunnerView {
  /** The OS user and role that runs them. */
  readonly superuser: string
  readonly binDirectory: string
  readonly socketDirectory: string
  readonly port: number
  /** Whether commits wait for a replica, which must be there before (KD-79). */
  readonly strict: boolean
  readonly runs: readonly Run[]
}

interface Run {
  /** What the operator sees. */
  readonly what: string
  /** For psql's -d. */
  readonly database: string
  readonly file: string
}

/** The reference has 0740, with which the OS user of the database could read the script and not run it. */
export const runnerRights: Rights = { owner: 'root', group: 'postgres', mode: '0750', secret: false }

export function runnerView({ postgres, patroni }: Instance, runs: readonly Run[]): RunnerView {
  const { superuser, binDirectory, socketDirectory, port } = postgres
  return { superuser: superuser.name, binDirectory, socketDirectory, port, strict: patroni?.synchronousStrict ?? false, runs }
}

export function run(what: string, database: string, file: string): Run {
  return { what, database: /^[\w-]+$/.test(database) ? database : connectionString(database), file }
}

/** The words of the script's lines. */
export function runnerContent({ superuser, binDirectory, socketDirectory, port, runs }: RunnerView): string[][] {
  return [
    ['set', '-eu'],
    ['cd', '/'],
    ['if', '[', '$(id -un)', '!=', superuser, '];', 'then', 'exec', 'runuser', '-u', superuser, '--', 'bash', '$0;', 'fi'],
    ['export', `PATH=${binDirectory}:$PATH`, `PGHOST=${socketDirectory}`, `PGPORT=${port}`, `PGUSER=${superuser}`],
    [
      ...['if', '[', "$(psql -XAt -d postgres -c 'SELECT pg_is_in_recovery()')", '!=', 'f', '];', 'then'],
      ...['echo', 'this server is no primary: nothing was done', '>&2;', 'exit', '1;', 'fi'],
    ],
    ...runs.flatMap(({ what, database, file }) => [
      ['echo', what],
      ['psql', '-X', '-q', '-d', database, '-f', file],
    ]),
  ]
}
