/** Why a name of an older version is no parameter any more; `unread` names were in sample inventories only, `internal` ones were never settings. */
export type LegacyKind = 'removed' | 'renamed' | 'replaced' | 'changed' | 'internal' | 'unread'

export interface LegacyName {
  /** The name to use instead, where there is one. */
  readonly new?: string
  readonly kind: LegacyKind
  /** What to do, in full sentences. */
  readonly message: string
}

const names: Record<string, LegacyName> = {
  app_config: { new: 'apps', kind: 'unread', message: 'Out of scope: replaced by apps.' },
  app_dir: { new: 'apps', kind: 'unread', message: 'Out of scope: replaced by apps.' },
  ca_cert: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  ca_homedir: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  ca_key: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  ca_method: { new: 'ca_create', kind: 'renamed', message: 'Use ca_create; check the form of the value.' },
  ca_subject: { new: 'ca_cn', kind: 'renamed', message: 'Use ca_cn; check the form of the value.' },
  cache_gf_plugin: { kind: 'removed', message: 'Drop it. Grafana plugins are ordinary packages now.' },
  consul_data_dir: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  consul_enabled: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  consul_exists: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  cpu: { kind: 'unread', message: 'Virtual machine hints of old sandbox samples; ignore them.' },
  dcs_clean: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  dcs_name: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  dcs_registry: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  dcs_safeguard: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  dcs_servers: { kind: 'removed', message: 'Drop it. Consul is gone and etcd is described by the inventory group etcd.' },
  dns_mode: { new: 'pg_dns_target', kind: 'replaced', message: 'Use pg_dns_target.' },
  dns_selector: { kind: 'removed', message: 'Drop it; a cluster name has one target, see pg_dns_target.' },
  etcd_certs: { kind: 'removed', message: 'Drop it. etcd is described by the inventory group etcd.' },
  etcd_clean: {
    new: 'etcd_rm_data',
    kind: 'changed',
    message: 'Drop it. Initialisation no longer purges anything; removal is a separate step, governed by etcd_safeguard and etcd_rm_data.',
  },
  etcd_data_dir: { new: 'etcd_data', kind: 'renamed', message: 'Rename it to etcd_data.' },
  etcd_enabled: { kind: 'removed', message: 'Drop it. etcd is described by the inventory group etcd.' },
  etcd_exists: { kind: 'internal', message: 'Drop it. It was a working variable of the role, never a setting.' },
  exporter_install: { kind: 'removed', message: 'Drop it. Exporters always come from the package repository.' },
  exporter_repo_url: { kind: 'removed', message: 'Drop it. Exporters always come from the package repository.' },
  grafana_customize_logo: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  grafana_database: { new: 'grafana_pgurl', kind: 'renamed', message: 'Use grafana_pgurl; check the form of the value.' },
  grafana_endpoint: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  grafana_plugin_cache: { kind: 'removed', message: 'Drop it. Grafana plugins are ordinary packages now.' },
  grafana_plugin_git: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  grafana_plugin_list: { kind: 'removed', message: 'Drop it. Grafana plugins are ordinary packages now.' },
  grafana_plugin_method: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  image: { kind: 'unread', message: 'Virtual machine hints of old sandbox samples; ignore them.' },
  infra_packages_pip: {
    new: 'node_pip_packages',
    kind: 'replaced',
    message: 'Use node_pip_packages together with node_uv_env; Python packages now go into a uv environment of the node.',
  },
  kafka_peer_port: { kind: 'unread', message: 'Out of scope: KAFKA module.' },
  loki_clean: { new: 'vlogs_clean', kind: 'replaced', message: 'Loki gave way to VictoriaLogs: use vlogs_clean.' },
  loki_data: { kind: 'replaced', message: 'Drop it. VictoriaLogs keeps its data below /infra/logs.' },
  loki_data_dir: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  loki_enabled: { new: 'vlogs_enabled', kind: 'replaced', message: 'Loki gave way to VictoriaLogs: use vlogs_enabled.' },
  loki_endpoint: { new: 'vector_log_endpoint', kind: 'renamed', message: 'Use vector_log_endpoint; check the form of the value.' },
  loki_options: { new: 'vlogs_options', kind: 'renamed', message: 'Use vlogs_options; check the form of the value.' },
  loki_retention: { new: 'vlogs_options', kind: 'replaced', message: 'Put -retentionPeriod into vlogs_options.' },
  mem: { kind: 'unread', message: 'Virtual machine hints of old sandbox samples; ignore them.' },
  meta_node: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  minio_clean: {
    new: 'minio_rm_data',
    kind: 'changed',
    message: 'Drop it. Initialisation no longer purges anything; removal is a separate step, governed by minio_safeguard and minio_rm_data.',
  },
  mongo_cluster: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_exporter_port: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_extra_vars: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_listen: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_pgurl: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_port: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_seq: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_ssl_enabled: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mongo_ssl_port: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the FerretDB role was dropped in v4.5, the mongo sample runs it as a container application.',
  },
  mysql_admin_password: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_admin_username: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_conf: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_data: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_dbsu: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_dbsu_home: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_dbsu_ssh_exchange: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_dbsu_uid: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_default_parameters: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_exporter_port: {
    kind: 'removed',
    message: 'Out of scope for this compiler: the placeholder of the infra role is gone; the MYSQL module of v4.5 brings its own parameters.',
  },
  mysql_listen: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_log_dir: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_monitor_username: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_packages: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_pid: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_port: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_replication_password: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_replication_username: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_role: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_root_username: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_services: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  mysql_sock: {
    kind: 'removed',
    message: 'Out of scope for this compiler: part of the experimental MySQL role of v2.5 to v2.7; the MYSQL module of v4.5 is a different one.',
  },
  nameserver_enabled: { new: 'dns_enabled', kind: 'renamed', message: 'Use dns_enabled; check the form of the value.' },
  nginx_indexes: { new: 'infra_services', kind: 'renamed', message: 'Use infra_services; check the form of the value.' },
  nginx_navbar: { new: 'infra_services', kind: 'replaced', message: 'Use infra_services, or infra_extra_services for additions; the item form changed.' },
  nginx_upstream: { new: 'infra_portal', kind: 'renamed', message: 'Use infra_portal; check the form of the value.' },
  node_conf: { new: 'node_tune', kind: 'unread', message: 'Never read by a role in this form; the tuning profile is node_tune.' },
  node_data_dir: { new: 'node_data', kind: 'renamed', message: 'Use node_data; check the form of the value.' },
  node_disable_firewall: { new: 'node_firewall_mode', kind: 'replaced', message: 'Use node_firewall_mode: true corresponds to off, false to zone or none.' },
  node_disable_selinux: {
    new: 'node_selinux_mode',
    kind: 'replaced',
    message: 'Use node_selinux_mode: true corresponds to permissive or disabled, false to enforcing.',
  },
  node_etc_hosts_default: { new: 'node_default_etc_hosts', kind: 'renamed', message: 'Use node_default_etc_hosts; check the form of the value.' },
  node_ntp_service: { new: 'node_ntp_enabled', kind: 'renamed', message: 'Use node_ntp_enabled; check the form of the value.' },
  node_packages_default: { new: 'node_default_packages', kind: 'renamed', message: 'Use node_default_packages; check the form of the value.' },
  node_packages_meta: { new: 'infra_packages', kind: 'renamed', message: 'Use infra_packages; check the form of the value.' },
  node_packages_meta_pip: { new: 'node_pip_packages', kind: 'renamed', message: 'Use node_pip_packages; check the form of the value.' },
  node_repo_local_urls: { new: 'node_repo_modules', kind: 'replaced', message: 'Use node_repo_modules: local; extra repositories belong into repo_upstream.' },
  node_repo_method: {
    new: 'node_repo_modules',
    kind: 'replaced',
    message: 'Use node_repo_modules: local corresponds to local, public to a list of modules, none to an empty value.',
  },
  patroni_citus_db: { new: 'pg_primary_db', kind: 'renamed', message: 'Rename it to pg_primary_db and keep the value.' },
  pg_add_repo: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  pg_backup: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  pg_cert_exists: { kind: 'internal', message: 'Drop it. It was a working variable of the role, never a setting.' },
  pg_clean: {
    new: 'pg_safeguard',
    kind: 'changed',
    message:
      'Drop it. An existing instance is never purged at initialisation now; protect it from removal with pg_safeguard, and choose what removal deletes with pg_rm_data.',
  },
  pg_dcs_type: { kind: 'removed', message: 'Drop it. etcd is the only DCS.' },
  pg_default_version: { new: 'pg_version', kind: 'unread', message: 'Never read by a role; the version is pg_version.' },
  pg_exists: { kind: 'internal', message: 'Drop it. It was a working variable of the role, never a setting.' },
  pg_hba_rules_extra: { new: 'pg_hba_rules', kind: 'renamed', message: 'Rename it to pg_hba_rules.' },
  pg_hostname: { new: 'node_id_from_pg', kind: 'renamed', message: 'Rename it to node_id_from_pg.' },
  pg_preflight_skip: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  pg_rm_bkup: { new: 'pg_rm_backup', kind: 'renamed', message: 'Rename it to pg_rm_backup and keep the value.' },
  pg_services_extra: { new: 'pg_services', kind: 'renamed', message: 'Rename it to pg_services.' },
  pg_sindex: { new: 'pg_group', kind: 'renamed', message: 'Rename it to pg_group.' },
  pg_uninstall: { new: 'pg_rm_pkg', kind: 'renamed', message: 'Use pg_rm_pkg. Beware of the default: false before, true now.' },
  pgbouncer_hba_rules: { new: 'pgb_default_hba_rules', kind: 'renamed', message: 'Rename it to pgb_default_hba_rules.' },
  pgbouncer_hba_rules_extra: { new: 'pgb_hba_rules', kind: 'renamed', message: 'Rename it to pgb_hba_rules.' },
  pgbouncer_max_db_conn: { kind: 'removed', message: 'Drop it. The pooler-wide limit is fixed at 100; set pool_connlimit on the database.' },
  pgdg_repo: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  prometheus_clean: { new: 'vmetrics_clean', kind: 'replaced', message: 'Prometheus gave way to VictoriaMetrics: use vmetrics_clean.' },
  prometheus_data: { kind: 'replaced', message: 'Drop it. VictoriaMetrics keeps its data below /infra/metrics.' },
  prometheus_data_dir: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  prometheus_enabled: {
    new: 'vmetrics_enabled',
    kind: 'replaced',
    message:
      'Prometheus gave way to VictoriaMetrics: use vmetrics_enabled on infra nodes. On other nodes it also gated target registration; that gate is gone.',
  },
  prometheus_options: {
    new: 'vmetrics_options',
    kind: 'replaced',
    message: 'Use vmetrics_options; the flags have other names (retention is -retentionPeriod).',
  },
  prometheus_port: { new: 'vmetrics_port', kind: 'replaced', message: 'Use vmetrics_port (8428 by default).' },
  prometheus_reload: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  prometheus_scrape_interval: { new: 'vmetrics_scrape_interval', kind: 'replaced', message: 'Use vmetrics_scrape_interval and keep the value.' },
  prometheus_scrape_timeout: { new: 'vmetrics_scrape_timeout', kind: 'replaced', message: 'Use vmetrics_scrape_timeout and keep the value.' },
  prometheus_sd_dir: { kind: 'removed', message: 'Drop it. Target files live in /infra/targets.' },
  prometheus_sd_interval: { new: 'vmetrics_options', kind: 'replaced', message: 'Put -promscrape.fileSDCheckInterval into vmetrics_options.' },
  prometheus_sd_method: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  promtail_clean: { new: 'vector_clean', kind: 'replaced', message: 'Promtail gave way to vector: use vector_clean.' },
  promtail_enabled: { new: 'vector_enabled', kind: 'replaced', message: 'Promtail gave way to vector: use vector_enabled.' },
  promtail_options: { kind: 'removed', message: 'Drop it; nothing corresponds to it.' },
  promtail_port: { new: 'vector_port', kind: 'replaced', message: 'Promtail gave way to vector: use vector_port (9598 by default, 9080 before).' },
  promtail_positions: { new: 'vector_data', kind: 'replaced', message: 'Promtail gave way to vector: read positions are kept in the directory vector_data.' },
  pushgateway_enabled: { kind: 'removed', message: 'Drop it. There is no push gateway any more.' },
  pushgateway_options: { kind: 'removed', message: 'Drop it. There is no push gateway any more.' },
  redis_clean: {
    new: 'redis_rm_data',
    kind: 'changed',
    message: 'Drop it. Initialisation no longer purges anything; removal is a separate step, governed by redis_safeguard and redis_rm_data.',
  },
  redis_exists: { kind: 'internal', message: 'Drop it. It was a working variable of the role, never a setting.' },
  redis_rmdata: { new: 'redis_rm_data', kind: 'renamed', message: 'Rename it to redis_rm_data.' },
  redis_uninstall: { new: 'redis_rm_pkg', kind: 'renamed', message: 'Rename it to redis_rm_pkg.' },
  repo_address: { new: 'repo_endpoint', kind: 'renamed', message: 'Use repo_endpoint; check the form of the value.' },
  repo_rebuild: { new: 'repo_remove', kind: 'renamed', message: 'Use repo_remove; check the form of the value.' },
  repo_upstreams: { new: 'repo_upstream', kind: 'renamed', message: 'Use repo_upstream; check the form of the value.' },
  supa_cluster: { kind: 'unread', message: 'Out of scope: replaced by the generic application definitions (app, apps).' },
  supa_config: { kind: 'unread', message: 'Out of scope: replaced by the generic application definitions (app, apps).' },
  supa_seq: { kind: 'unread', message: 'Out of scope: replaced by the generic application definitions (app, apps).' },
  vip_cidrmask: { new: 'pg_vip_address', kind: 'replaced', message: 'Append it to pg_vip_address, as in 10.10.10.2/24.' },
  vip_mode: { new: 'pg_vip_enabled', kind: 'replaced', message: 'Use pg_vip_enabled: l2 corresponds to true, none to false.' },
  vip_reload: { new: 'pg_reload', kind: 'replaced', message: 'Drop it; pg_reload covers it.' },
  vtrace_enabled: { new: 'vtraces_enabled', kind: 'unread', message: 'Misspelt in one sample; the parameter is vtraces_enabled.' },
}

/** Names of Pigsty v1.0 to v4.4 that v4.5 ignores without a word. Without a prototype, so that `constructor` is not among them. */
export const legacy: Readonly<Record<string, LegacyName>> = Object.assign(Object.create(null), names)

export interface LegacyValue {
  readonly parameter: string
  /** Whether a value, as read from the inventory, is the old form. */
  readonly matches: (value: unknown) => boolean
  /** The text to write instead, where there is one. */
  readonly new?: string
  /** The PostgreSQL major from which on it matters; all where absent. */
  readonly since?: number
  readonly message: string
}

/** Values that an older version took and v4.5 reads otherwise. A changed default is no old value and not listed. */
export const legacyValues: readonly LegacyValue[] = [
  {
    parameter: 'pg_rto',
    matches: (value) => typeof value === 'number',
    message: 'An integer names no row of pg_rto_plan and would silently mean norm: up to 30 s write fast, up to 45 s norm, up to 90 s safe, above that wide.',
  },
  {
    parameter: 'pg_mode',
    matches: (value) => value === 'oracle',
    message: 'The mode oracle is gone and has no installation home: remove it, or choose ivory or polar.',
  },
  {
    parameter: 'pg_pwd_enc',
    matches: (value) => value === 'md5',
    new: 'scram-sha-256',
    message: 'md5 hashes still work, but PostgreSQL has deprecated them: write scram-sha-256.',
  },
  {
    parameter: 'patroni_watchdog_mode',
    matches: (value) => value === false,
    new: "'off'",
    message: "An unquoted off or false is read as a boolean: write 'off' in quotes.",
  },
  {
    parameter: 'pg_default_extensions',
    matches: (value) => Array.isArray(value) && value.some((item: unknown) => item === 'adminpack' || nameOf(item) === 'adminpack'),
    since: 17,
    message: 'adminpack left PostgreSQL in version 17: drop it from a copied list.',
  },
]

export interface ReusedName {
  /** Last release with the old meaning. */
  readonly until: string
  readonly message: string
  /** Names that only an inventory of that age has. */
  readonly companions: readonly string[]
  /** An attribute that the items of its list had in the old form only. */
  readonly attribute?: string
}

const v1Rules = ['pg_hba_rules_extra', 'pgbouncer_hba_rules', 'pgbouncer_hba_rules_extra']
const v1Vip = ['vip_mode', 'vip_cidrmask']

/** Parameters of today that meant something else in an old version. */
export const reusedNames: Readonly<Record<string, ReusedName>> = {
  pg_services: {
    until: 'v1.5.1',
    message: 'A v1 inventory means something else by this name: its list belongs to pg_default_services.',
    companions: ['pg_services_extra'],
  },
  pg_hba_rules: {
    until: 'v1.5.1',
    message: 'A v1 inventory means something else by this name: its list belongs to pg_default_hba_rules.',
    companions: v1Rules,
  },
  vip_address: {
    until: 'v1.5.1',
    message: 'Since v2.3 this is the keepalived vip of a node group; a v1 value belongs to pg_vip_address, with prefix length.',
    companions: v1Vip,
  },
  vip_interface: { until: 'v1.5.1', message: 'Since v2.3 this is the keepalived interface; a v1 value belongs to pg_vip_interface.', companions: v1Vip },
  haproxy_services: { until: 'v3.7.0', message: 'Move balance and maxconn of each item up one level.', companions: [], attribute: 'haproxy' },
}

function nameOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined
}
