import type { Ttls } from '../../../model/exporter-settings.js'

/** What becomes of a column of the result: the label of a time series, its value, or nothing. */
export type Usage = 'LABEL' | 'GAUGE' | 'COUNTER' | 'DISCARD'

export interface Column {
  /** As the query names it; also the end of the metric's name, unless `rename` says otherwise. */
  readonly name: string
  readonly usage: Usage
  /** With its unit. */
  readonly description: string
  readonly rename?: string
  /** Factor that brings the value to the unit of the description. */
  readonly scale?: number
}

/** How often a query is worth its cost: the index among the four lifetimes of pg_exporter_cache_ttls. */
export type Pace = 'fast' | 'norm' | 'slow' | 'slowest'

/** One query whose rows become metrics `<name>_<column>`. No two rows of a result have the same labels: pg_exporter would refuse the whole scrape. */
export interface Collector {
  /** Unique in its file; ends in the first version where several collectors share a name. */
  readonly key: string
  /** Prefix of the metrics. */
  readonly name: string
  readonly description: string
  readonly pace: Pace
  /** Once for the whole server, once in every database, or on the console of PgBouncer. */
  readonly scope: 'server' | 'database' | 'pgbouncer'
  /** Where it makes sense only there. */
  readonly on?: 'primary' | 'replica'
  /** First version that it is for, as server_version_num counts: 140000, and 12300 for PgBouncer 1.23. */
  readonly since: number
  /** First version that it is no longer for. */
  readonly until?: number
  /** A query that gives one boolean; where that is not true, nothing is collected. */
  readonly only?: string
  readonly query: string
  readonly columns: readonly Column[]
}

export const label = (name: string, description: string): Column => ({ name, usage: 'LABEL', description })
export const gauge = (name: string, description: string, scale?: number): Column => ({
  name,
  usage: 'GAUGE',
  description,
  ...(scale === undefined ? {} : { scale }),
})
export const counter = (name: string, description: string, scale?: number): Column => ({ ...gauge(name, description, scale), usage: 'COUNTER' })
export const discard = (name: string): Column => ({ name, usage: 'DISCARD', description: 'not collected' })

/** Seconds that a query may take before it is given up, so that a stuck one does not spoil the scrape. */
const timeouts: Record<Pace, number> = { fast: 0.5, norm: 1, slow: 2, slowest: 5 }

const tags: Record<Collector['scope'], readonly string[]> = { server: ['cluster'], database: [], pgbouncer: ['pgbouncer'] }

/** A collector in the file of pg_exporter: versions are inclusive below and exclusive above, times in seconds, scale is text. */
export interface CollectorEntry {
  readonly name: string
  readonly desc: string
  readonly ttl: number
  readonly timeout: number
  readonly min_version: number
  readonly max_version?: number
  readonly tags: readonly string[]
  readonly predicate_queries?: readonly { readonly name: string; readonly predicate_query: string }[]
  readonly query: string
  readonly metrics: readonly Readonly<
    Record<string, { readonly usage: Usage; readonly rename?: string; readonly scale?: string; readonly description: string }>
  >[]
}

export type CollectorFile = Readonly<Record<string, CollectorEntry>>

/** The content of a collector file. Source of the format: the documentation of pg_exporter. All with the same times share it: it is the longest file of all. */
export function collectorFile(collectors: readonly Collector[], ttls: Ttls): CollectorFile {
  const known = files.get(collectors) ?? new Map<string, CollectorFile>()
  files.set(collectors, known)
  const key = JSON.stringify(ttls)
  let file = known.get(key)
  if (file === undefined) {
    if (known.size >= mostFiles) known.clear()
    file = Object.fromEntries(collectors.map((collector) => [collector.key, entryOf(collector, ttls)]))
    known.set(key, file)
  }
  return file
}

const files = new WeakMap<readonly Collector[], Map<string, CollectorFile>>()

/** How many of them are kept. */
const mostFiles = 10

function entryOf({ name, description, pace, scope, on, since, until, only, query, columns }: Collector, ttls: Ttls): CollectorEntry {
  return {
    name,
    desc: description,
    ttl: ttls[pace],
    timeout: timeouts[pace],
    min_version: since,
    ...(until === undefined ? {} : { max_version: until }),
    tags: [...tags[scope], ...(on === undefined ? [] : [on])],
    ...(only === undefined ? {} : { predicate_queries: [{ name: 'usable', predicate_query: only.trim() }] }),
    query: query.trim(),
    metrics: columns.map((column) => ({
      [column.name]: {
        usage: column.usage,
        ...(column.rename === undefined ? {} : { rename: column.rename }),
        ...(column.scale === undefined ? {} : { scale: String(column.scale) }),
        description: column.description,
      },
    })),
  }
}
