import type { ParameterName } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { itemText } from './item-text.js'
import { readPath } from './path.js'

/** The log agent of a host: Vector, which reads what all daemons write and sends it on. */
export interface LogAgent {
  /** Keeps how far each file has been read. */
  readonly dataDirectory: string
  /** Of the agent's own metrics. */
  readonly port: number
  /** URLs that get every event, or the log stores of the infra nodes. */
  readonly receivers: 'infra' | readonly string[]
  /** Where vector_log_endpoint stands. */
  readonly at: Span
}

/** How the log agent reads the files of an instance; which ones, the daemons' own parts say. */
export interface LogReading {
  /** Where a file begins that the agent has not seen before: one rule for all files (KD-53). */
  readonly from: 'beginning' | 'end'
}

/** Undefined where vector_enabled is false. */
export function buildLogAgent(settings: Settings, sink: Sink): Omit<LogAgent, 'at'> | undefined {
  if (!settings.get('vector_enabled')) return undefined
  return {
    dataDirectory: readPath('vector_data', settings, sink),
    port: settings.get('vector_port'),
    receivers: readReceivers(settings, sink),
  }
}

/** One word is a list of one (KD-33). `${admin_ip}` is the admin node; any other dollar sign would be an environment variable to Vector. */
function readReceivers(settings: Settings, sink: Sink): 'infra' | readonly string[] {
  const given = settings.get('vector_log_endpoint').map(itemText)
  if (given.length === 1 && given[0] === 'infra') return 'infra'
  const places = settings.items('vector_log_endpoint')
  return given.map((text, index) => {
    const url = text.replaceAll('${admin_ip}', settings.get('admin_ip'))
    if (!/^https?:\/\/[^\s/$"'\\]+(\/[^\s$"'\\]*)?$/.test(url))
      sink.report(
        codes['log-receiver'],
        places[index]?.at ?? settings.at('vector_log_endpoint'),
        `vector_log_endpoint[${index}] must be an http or https URL without blanks, quotes and dollar signs, as in http://10.0.0.1:9428/insert/jsonline, not \`${text}\``,
      )
    return url
  })
}

/** Undefined where vector_enabled is false. */
export function buildLogReading({ settings, sink }: Context): LogReading | undefined {
  if (!settings.get('vector_enabled')) return undefined
  reportDirectories(settings, sink)
  return { from: settings.get('vector_read_from') === 'end' ? 'end' : 'beginning' }
}

/** The directories of the daemons that run: each its own, since the files of a directory are taken for those of one daemon. */
function reportDirectories(settings: Settings, sink: Sink): void {
  const directories: readonly (readonly [name: Extract<ParameterName, `${string}_log_dir`>, runs: boolean])[] = [
    ['pg_log_dir', true],
    ['patroni_log_dir', settings.get('patroni_enabled')],
    ['pgbackrest_log_dir', settings.get('pgbackrest_enabled')],
    ['pgbouncer_log_dir', settings.get('pgbouncer_enabled')],
  ]
  const seen = new Map<string, ParameterName>()
  for (const [name] of directories.filter(([, runs]) => runs)) {
    const path = readPath(name, settings, sink).replace(/\/+$/, '')
    const other = seen.get(path)
    if (other === undefined) seen.set(path, name)
    else
      sink.report(
        codes['log-directory'],
        settings.at(settings.isSet(name) ? name : other),
        `${name} and ${other} are both ${path}: each daemon needs a log directory of its own, or its lines are read as those of the other`,
        { related: [{ at: settings.at(other), message: other }] },
      )
  }
}
