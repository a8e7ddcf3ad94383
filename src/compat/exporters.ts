import { always, type OptionTable } from './option.js'

/** Flags of the exporter of a machine. Source: its help text. */
export const nodeExporter: OptionTable = always(
  '--web.listen-address --web.telemetry-path --collector.processes --collector.tcpstat --no-collector.nvme --no-collector.softnet',
)

/** Variables and flags of pg_exporter, also at a pool. Source: its help text. */
export const pgExporter: OptionTable = {
  ...always('URL CONFIG AUTO_DISCOVERY TELEMETRY_PATH DISABLE_CACHE CONNECT_TIMEOUT INCLUDE_DATABASE EXCLUDE_DATABASE', 'PG_EXPORTER_'),
  ...always('--web.listen-address --log.level'),
}

/** Flags of the exporter of backups. Source: its help text. */
export const pgbackrestExporter: OptionTable = {
  ...always('--web.listen-address --collect.interval --log.level --backrest.config'),
  '--web.telemetry-path': { since: '0.20.0' },
}
