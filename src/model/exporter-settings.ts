import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { percentEncode } from '../syntax/percent.js'
import { codes } from './codes.js'
import type { Account } from './postgres.js'

/** Lifetimes in seconds of what an exporter has collected. */
export interface Ttls {
  readonly fast: number
  readonly norm: number
  readonly slow: number
  readonly slowest: number
}

/** An empty host leaves the choice to the query, where `host` may be the directory of a socket. */
export function dsn({ name, password }: Account, host: string, port: number, database: string, query: readonly string[]): string {
  const parameters = query.filter((parameter) => parameter !== '').join('&')
  return `postgres://${percentEncode(name)}:${percentEncode(password)}@${host}:${port}/${database}${parameters === '' ? '' : `?${parameters}`}`
}

/** The four lifetimes of pg_exporter_cache_ttls; reports `exporter-setting` under the name `what`. */
export function readTtls(text: string, what: string, at: () => Span, sink: Sink): Ttls {
  const words = text.split(',').map((word) => word.trim())
  const [fast = 1, norm = 10, slow = 60, slowest = 300] = words.map(Number)
  if (words.length !== 4 || !words.every((word) => /^[1-9]\d{0,8}$/.test(word)))
    sink.report(codes['exporter-setting'], at(), `${what} must be four whole numbers of seconds from 1 on, as in 1,10,60,300, not \`${text}\``)
  return { fast, norm, slow, slowest }
}

/** Part of a URL as it is: what is no character of a query would end it or the value around it. */
export function readParams(text: string, what: string, at: () => Span, sink: Sink): string {
  if (!/^[A-Za-z0-9._~!$&*+,;:@/?%=()[\]-]*$/.test(text))
    sink.report(
      codes['exporter-setting'],
      at(),
      `${what} must be parameters of a URL, as in sslmode=disable&connect_timeout=3: percent-encode quotes, blanks and #`,
    )
  return text
}

/** Words of a command line, which systemd splits at blanks and honours quotes in; a quote left open is `exporter-setting`. */
export function readOptions(
  name: 'pg_exporter_options' | 'pgbouncer_exporter_options' | 'pgbackrest_exporter_options' | 'node_exporter_options',
  settings: Settings,
  sink: Sink,
): string {
  const text = settings.get(name)
  reportEnvironment(text, name, () => settings.at(name), sink)
  if (!/^(?:[^'"\\]|\\.|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")*$/su.test(text))
    sink.report(codes['exporter-setting'], settings.at(name), `${name} has a quote that is not closed, or ends with a backslash`)
  return text
}

/** Reports what systemd drops from an environment, and the variable with it: code points that Unicode reserves. Source: systemd.exec(5). */
export function reportEnvironment(text: string, what: string, at: () => Span, sink: Sink): void {
  if (/\p{Noncharacter_Code_Point}/u.test(text))
    sink.report(
      codes['exporter-setting'],
      at(),
      `${what} holds a code point that Unicode keeps for no character, and systemd would drop the whole variable: remove it`,
    )
}

/** exporter_metrics_path, which stands among words of a command line and so must need no quotes; else `exporter-setting`. */
export function readMetricsPath(settings: Settings, sink: Sink): string {
  const path = settings.get('exporter_metrics_path')
  if (!/^\/[A-Za-z0-9._~/-]*$/.test(path))
    sink.report(
      codes['exporter-setting'],
      settings.at('exporter_metrics_path'),
      `exporter_metrics_path must be a path of letters, digits and - . _ ~ that begins with a slash, not \`${path}\``,
    )
  return path
}
