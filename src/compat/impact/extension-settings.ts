import type { SettingContext } from '../settings/setting.js'

/**
 * Contexts of settings that extensions bring. Source: the definitions in the extensions' code: contrib modules of PostgreSQL 13 to 18, pg_cron 1.6,
 * pg_wait_sampling 1.1.6, pgsodium 3, Citus 12, TimescaleDB 2, pg_duckdb 1.
 */
export const extensionSettings: Readonly<Record<string, SettingContext>> = {
  ...of('postmaster', 'pg_stat_statements.max'),
  ...of('sighup', 'pg_stat_statements.save'),
  ...of('superuser', 'pg_stat_statements.track pg_stat_statements.track_planning pg_stat_statements.track_utility'),
  ...of('superuser', 'auto_explain.log_analyze auto_explain.log_buffers auto_explain.log_format auto_explain.log_level auto_explain.log_min_duration'),
  ...of('superuser', 'auto_explain.log_nested_statements auto_explain.log_parameter_max_length auto_explain.log_settings auto_explain.log_timing'),
  ...of('superuser', 'auto_explain.log_triggers auto_explain.log_verbose auto_explain.log_wal auto_explain.sample_rate'),
  ...of('postmaster', 'cron.database_name cron.host cron.log_run cron.log_statement cron.max_running_jobs cron.use_background_workers'),
  ...of('sighup', 'cron.log_min_messages'),
  ...of('user', 'cron.enable_superuser_jobs'),
  ...of('sighup', 'pg_wait_sampling.history_period pg_wait_sampling.history_size pg_wait_sampling.profile_period'),
  ...of('sighup', 'pg_wait_sampling.profile_pid pg_wait_sampling.profile_queries pg_wait_sampling.sample_cpu'),
  ...of('postmaster', 'pgsodium.getkey_script'),
  ...of('user', 'pgsodium.enable_event_trigger'),
  ...of('user', 'citus.max_adaptive_executor_pool_size'),
  ...of('sighup', 'citus.node_conninfo'),
  ...of('postmaster', 'timescaledb.max_background_workers'),
  ...of('user', 'timescaledb.telemetry_level'),
  ...of('superuser', 'duckdb.allow_community_extensions'),
  ...of('sighup', 'polar_resource_manager.enable_resource_manager'),
}

function of(context: SettingContext, names: string): Record<string, SettingContext> {
  return Object.fromEntries(names.split(' ').map((name) => [name, context]))
}
