import type { SettingRows } from './setting.js'

/** Words beside on and off that mean the same, and that the server does not list. */
const booleanWords = ['true', 'false', 'yes', 'no', '1', '0']
const levels = ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'info', 'notice', 'warning', 'error', 'log', 'fatal', 'panic']
const clientLevels = ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error']

/** Choices of words. Source: pg_settings of servers of each release. */
export const enums: SettingRows = {
  IntervalStyle: { context: 'user', values: ['postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'] },
  archive_mode: { context: 'postmaster', values: ['always', 'on', 'off'], also: booleanWords },
  backslash_quote: { context: 'user', values: ['safe_encoding', 'on', 'off'], also: booleanWords },
  bytea_output: { context: 'user', values: ['escape', 'hex'] },
  client_min_messages: { context: 'user', values: clientLevels, also: ['debug', 'info'] },
  composite_type_mismatch: { context: 'superuser', values: ['error', 'warn', 'disabled'], someBuilds: true },
  compute_query_id: { context: 'superuser', values: ['auto', 'regress', 'on', 'off'], also: booleanWords, since: 14 },
  constraint_exclusion: { context: 'user', values: ['partition', 'on', 'off'], also: booleanWords },
  debug_logical_replication_streaming: { context: 'user', values: ['buffered', 'immediate'], since: 16 },
  debug_parallel_query: { context: 'user', values: ['off', 'on', 'regress'], also: booleanWords, since: 16 },
  default_toast_compression: { context: 'user', values: ['pglz', 'lz4'], since: 14 },
  default_transaction_isolation: { context: 'user', values: ['serializable', 'repeatable read', 'read committed', 'read uncommitted'] },
  dynamic_shared_memory_type: { context: 'postmaster', values: ['posix', 'sysv', 'mmap'] },
  file_copy_method: { context: 'user', values: ['copy', 'clone'], since: 18 },
  file_extend_method: { context: 'sighup', values: ['posix_fallocate', 'write_zeros'], since: 16, someBuilds: true },
  force_parallel_mode: { context: 'user', values: ['off', 'on', 'regress'], also: booleanWords, until: 16 },
  huge_pages: { context: 'postmaster', values: ['off', 'on', 'try'], also: booleanWords },
  huge_pages_status: { context: 'internal', values: ['off', 'on', 'unknown'], since: 17 },
  icu_validation_level: {
    context: 'user',
    values: ['disabled', 'debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'],
    also: ['debug', 'info'],
    since: 16,
  },
  io_method: { context: 'postmaster', values: ['sync', 'worker', 'io_uring'], since: 18 },
  log_error_verbosity: { context: 'superuser', values: ['terse', 'default', 'verbose'] },
  log_min_error_statement: { context: 'superuser', values: levels, also: ['debug'] },
  log_min_messages: { context: 'superuser', values: levels, also: ['debug'] },
  log_statement: { context: 'superuser', values: ['none', 'ddl', 'mod', 'all'] },
  password_encryption: { context: 'user', values: ['md5', 'scram-sha-256'], also: ['true', 'yes', '1', 'on'], changes: { 14: { also: [] } } },
  plan_cache_mode: { context: 'user', values: ['auto', 'force_generic_plan', 'force_custom_plan'] },
  recovery_init_sync_method: { context: 'sighup', values: ['fsync', 'syncfs'], since: 14 },
  recovery_prefetch: { context: 'sighup', values: ['off', 'on', 'try'], also: booleanWords, since: 15 },
  recovery_target_action: { context: 'postmaster', values: ['pause', 'promote', 'shutdown'] },
  session_replication_role: { context: 'superuser', values: ['origin', 'replica', 'local'] },
  shared_memory_type: { context: 'postmaster', values: ['sysv', 'mmap'] },
  ssl_max_protocol_version: { context: 'sighup', values: ['', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] },
  ssl_min_protocol_version: { context: 'sighup', values: ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] },
  stats_fetch_consistency: { context: 'user', values: ['none', 'cache', 'snapshot'], since: 15 },
  synchronous_commit: { context: 'user', values: ['local', 'remote_write', 'remote_apply', 'on', 'off'], also: booleanWords },
  syslog_facility: { context: 'sighup', values: ['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'] },
  trace_recovery_messages: { context: 'sighup', values: clientLevels, also: ['debug', 'info'], until: 17 },
  track_functions: { context: 'superuser', values: ['none', 'pl', 'all'] },
  transaction_isolation: { context: 'user', values: ['serializable', 'repeatable read', 'read committed', 'read uncommitted'] },
  wal_level: { context: 'postmaster', values: ['minimal', 'replica', 'logical'], also: ['archive', 'hot_standby'] },
  wal_sync_method: { context: 'sighup', values: ['fsync', 'fdatasync', 'open_sync', 'open_datasync'] },
  xmlbinary: { context: 'user', values: ['base64', 'hex'] },
  xmloption: { context: 'user', values: ['content', 'document'] },
}
