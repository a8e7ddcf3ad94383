import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { codes } from './codes.js'

/** The stores of metrics, logs and traces, with the options that each is started with. */
const stores = [
  ['vmetrics_enabled', 'vmetrics_options'],
  ['vlogs_enabled', 'vlogs_options'],
  ['vtraces_enabled', 'vtraces_options'],
] as const

/** Hours of each unit; a bare number is months of 31 days. Source: the description of -retentionPeriod of each store. */
const hours: Readonly<Record<string, number>> = { s: 1 / 3600, m: 1 / 60, h: 1, d: 24, w: 168, y: 8760, '': 744 }

/** A store with a retention that it cannot read, or of less than a day, does not start. */
export function reportRetention(settings: Settings, sink: Sink): void {
  for (const [enabled, options] of stores) {
    const text = settings.get(enabled) ? /(?:^|\s)--?retentionPeriod(?:=|\s+)["']?([^\s"']*)/.exec(settings.get(options))?.[1] : undefined
    if (text === undefined) continue
    const match = /^([0-9]+(?:\.[0-9]+)?)([smhdwy]?)$/.exec(text)
    const period = match === null ? 0 : Number(match[1]) * (hours[match[2] ?? ''] ?? 0)
    if (period < 24)
      sink.report(
        codes['retention-period'],
        settings.at(options),
        `-retentionPeriod in ${options} must be at least a day, as 15d, 4w or 1y (a bare number is months), not \`${text}\`: the store would not start`,
      )
  }
}
