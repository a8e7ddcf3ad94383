import type { Settings } from '../inventory/settings.js'

/** What Grafana on an infra node reads, all on the same node. */
export interface Portal {
  /** Of dbuser_view, for database meta. */
  readonly viewPassword: string
  /** Major version of the PostgreSQL with database meta. */
  readonly version: number
  readonly metricsPort: number
  readonly logsPort: number
  readonly tracesPort: number
}

export function buildPortal(settings: Settings): Portal {
  return {
    viewPassword: settings.get('grafana_view_password'),
    version: settings.get('pg_version'),
    metricsPort: settings.get('vmetrics_port'),
    logsPort: settings.get('vlogs_port'),
    tracesPort: settings.get('vtraces_port'),
  }
}
