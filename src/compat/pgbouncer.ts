import { always, type OptionTable } from './option.js'

/** Settings of pgbouncer.ini; those of a database and of a user; words of its access rules. Source: PgBouncer's manual and change log. */
export const pgbouncer: OptionTable = {
  ...always('listen_addr listen_port unix_socket_dir pidfile auth_type auth_hba_file auth_file auth_user auth_query admin_users stats_users'),
  ...always('client_tls_sslmode client_tls_cert_file client_tls_key_file client_tls_ca_file'),
  ...always('pool_mode max_client_conn default_pool_size min_pool_size reserve_pool_size reserve_pool_timeout max_db_connections max_user_connections'),
  max_prepared_statements: { since: '1.21.0', dispensable: true },
  ...always('server_reset_query server_reset_query_always server_lifetime server_round_robin application_name_add_host ignore_startup_parameters'),
  ...always('logfile log_connections log_disconnections'),
  ...always('host port auth_user pool_mode pool_size min_pool_size max_db_connections', 'database '),
  // Called reserve_pool_size from 1.24 on, where the old name still works.
  'database reserve_pool': {},
  ...always('pool_mode max_user_connections', 'user '),
  'hba address all': { since: '1.23.0' },
  'hba option map': { since: '1.23.0' },
  'hba method ldap': { since: '1.25.0' },
}
