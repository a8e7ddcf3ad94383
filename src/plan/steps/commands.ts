import { quoteShell } from '../../emit/quote/shell.js'
import type { Instance } from '../../model/model.js'

/** What the first step of a plan brings to every host: its files before and after. */
export const archives = { old: '/root/pgcompile-old.tar', new: '/root/pgcompile-new.tar' } as const

/** Takes files out of an archive, with owners and modes, to where they belong. All that `--exclude` leaves where none is named. */
export function extract(archive: keyof typeof archives, paths: readonly string[], options: readonly string[] = []): string {
  const start = ['tar -xpf', archives[archive], '-C / --keep-directory-symlink --no-overwrite-dir', ...options].join(' ')
  return lines(
    start,
    paths.map((path) => path.slice(1)),
  )
}

export function removal(paths: readonly string[]): string {
  return lines('rm -f', paths)
}

/** Takes away whatever is in an archive. */
export function removalOfAll(archive: keyof typeof archives): string {
  return `tar --quoting-style=literal -tf ${archives[archive]} | sed 's|^|/|' | xargs -d '\\n' rm -f`
}

/** One line where all fits, else one a file. */
function lines(start: string, words: readonly string[]): string {
  const quoted = words.map(quoteShell)
  const short = [start, ...quoted].join(' ')
  return short.length <= 140 ? short : [start, ...quoted].join(' \\\n  ')
}

export function systemctl(verb: string, units: readonly string[]): string {
  return ['systemctl', verb, ...units.map(quoteShell)].join(' ')
}

/** `patronictl <verb> <scope> ...`, as it is typed on the host of this member. */
export function patronictl({ layout, dcs }: Instance, verb: string, ...rest: readonly string[]): string {
  return ['patronictl -c', quoteShell(layout.patroniConfig), verb, quoteShell(dcs.scope), ...rest].join(' ')
}

/** psql on the socket of this member, by its superuser. */
export function psql({ postgres }: Instance, ...words: readonly string[]): string {
  const { superuser, binDirectory, socketDirectory, port } = postgres
  const start = `runuser -u ${quoteShell(superuser.name)} -- ${quoteShell(`${binDirectory}/psql`)} -X -h ${quoteShell(socketDirectory)} -p ${port} -d postgres`
  return [start, ...words].join(' ')
}

/** Stops the server itself, which Patroni leaves running in maintenance mode. */
export function stopServer({ postgres }: Instance): string {
  return `runuser -u ${quoteShell(postgres.superuser.name)} -- ${quoteShell(`${postgres.binDirectory}/pg_ctl`)} -D ${quoteShell(postgres.dataDirectory)} -m fast stop`
}

/** One value by SQL that has no single quotes of its own around it. */
export function query(instance: Instance, sql: string): string {
  return psql(instance, '-At -c', `"${sql}"`)
}

/** Waits at most so many seconds until a command succeeds. */
export function waitFor(seconds: number, condition: string): string {
  return `timeout ${seconds} sh -c ${quoteShell(`until ${condition}; do sleep 1; done`)}`
}
