import { byProfile, type Rules, sized, withLibrary } from './rule.js'

/** Libraries and their settings. Those without a condition are harmless placeholders where their library is not loaded (KD-85). */
export const extensionRules: Rules = {
  shared_preload_libraries: ({ libraries }) => libraries,
  'auto_explain.log_min_duration': '1s',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_verbose': 'on',
  'auto_explain.log_timing': 'on',
  'auto_explain.log_nested_statements': true,
  'pg_stat_statements.max': byProfile({ oltp: 10000, olap: 10000, crit: 10000, tiny: 2500 }),
  'pg_stat_statements.track': 'all',
  'pg_stat_statements.track_utility': 'off',
  'pg_stat_statements.track_planning': 'off',
  'pg_wait_sampling.profile_pid': 'false',
  'pg_wait_sampling.profile_queries': 'all',
  'pg_wait_sampling.history_size': 100000,
  'cron.database_name': ({ cronDatabase }) => cronDatabase,
  'timescaledb.telemetry_level': withLibrary('timescaledb', 'off'),
  'timescaledb.max_background_workers': withLibrary('timescaledb', sized('workers')),
  'pgsodium.getkey_script': withLibrary('pgsodium', '/pg/bin/pgsodium_getkey'),
  'pgsodium.enable_event_trigger': withLibrary('pgsodium', false),
  'duckdb.allow_community_extensions': withLibrary('pg_duckdb', byProfile({ oltp: true, olap: true, tiny: true })),
  'polar_resource_manager.enable_resource_manager': ({ mode }) => (mode === 'polar' ? 'off' : undefined),
}
