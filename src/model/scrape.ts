import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { codes } from './codes.js'

/** How the metrics store of an infra node scrapes. */
export interface Scrape {
  /** As Prometheus writes a time: 10s. */
  readonly interval: string
  readonly timeout: string
  /** Of the prober on the same node. */
  readonly blackboxPort: number
  /** Of the exporter that asks Redis servers on its own host. */
  readonly redisExporterPort: number
  /** Whether object storage speaks TLS. */
  readonly minioTls: boolean
}

/** Undefined where no metrics store runs. */
export function buildScrape(settings: Settings, sink: Sink): Scrape | undefined {
  if (!settings.get('vmetrics_enabled')) return undefined
  return {
    interval: readTime('vmetrics_scrape_interval', settings, sink),
    timeout: readTime('vmetrics_scrape_timeout', settings, sink),
    blackboxPort: settings.get('blackbox_port'),
    redisExporterPort: settings.get('redis_exporter_port'),
    minioTls: settings.get('minio_https'),
  }
}

function readTime(name: 'vmetrics_scrape_interval' | 'vmetrics_scrape_timeout', settings: Settings, sink: Sink): string {
  const text = settings.get(name)
  if (!/^([0-9]+(ms|[smhdwy]))+$/.test(text))
    sink.report(codes['scrape-setting'], settings.at(name), `${name} must be a time with its unit, as in 10s or 1m30s, not \`${text}\``)
  return text
}
