import { type ParameterName, parameters } from '../catalog/catalog.js'
import type { Shape } from '../catalog/shape.js'
import type { Plain } from '../syntax/node.js'

/** Values that a parameter might take, beside what it has: some change a file, some are refused. `{host}` makes a value another one on every host. */
export function variationsOf(name: ParameterName, current: Plain | undefined = parameters[name].default): readonly Plain[] {
  return name === 'pg_rto_plan' ? [otherPlans(current)] : (special[name] ?? variationsOfShape(parameters[name], current))
}

/** The same for anything with a shape: an attribute of a nested object, a fact. `current` is what it has. */
export function variationsOfShape({ type, values = [], open, min, max }: Shape, current: Plain | undefined): readonly Plain[] {
  switch (type) {
    case 'bool':
      return [true, false]
    case 'yes-no':
      return ['y', 'n']
    case 'enum':
      return open === undefined ? [...values] : [...values, '10.99.99.98', 'another']
    case 'port':
      return [17001]
    case 'int':
    case 'auto-int':
    case 'float':
      return [
        typeof current === 'number' && current > 1 ? current + 1 : 1,
        ...(type === 'float' ? [0.05, 0.3, 0.9] : [0.3]),
        77,
        ...[min, max].flatMap((bound) => bound ?? []),
      ]
    case 'path':
      return ['/somewhere/else']
    case 'duration':
      return ['33s', '77m']
    case 'size':
      return ['33MB', '7GB']
    case 'csv':
      return ['citus, timescaledb, pg_stat_statements']
    case 'list':
    case 'map':
      return []
    default:
      return ['another', '10.99.99.99', '/another', ...values]
  }
}

/** Every row that there is by default or by a name of its own, with numbers that stand in no default one. */
function otherPlans(current: Plain | undefined): Plain {
  const rows = [parameters.pg_rto_plan.default, current].flatMap((plans) => (typeof plans === 'object' && plans !== null ? Object.keys(plans) : []))
  return Object.fromEntries(rows.map((row) => [row, [41, 6, 11, 26, 7, '5s', '1.3s', '6s', 4, 5]]))
}

/** Parameters whose values have a form of their own. */
const special: Partial<Record<ParameterName, Plain[]>> = {
  pg_parameters: [{ work_mem: '99MB', 'cron.database_name': 'elsewhere' }],
  pg_hba_rules: [[{ user: 'someone', db: 'all', addr: 'world', auth: 'ssl' }]],
  pgb_hba_rules: [[{ user: 'someone', db: 'all', addr: 'world', auth: 'pwd' }]],
  pg_default_hba_rules: [[]],
  pgb_default_hba_rules: [[]],
  pg_users: [[{ name: 'one', password: 'x', pgbouncer: true, pool_mode: 'session' }]],
  pg_databases: [[{ name: 'one', pool_size: 3 }]],
  pg_services: [[{ name: 'extra', port: 17002, selector: '[]' }]],
  pg_default_services: [[{ name: 'only', port: 17003, selector: '[]' }]],
  pg_default_roles: [
    [
      { name: 'replicator' },
      { name: 'dbuser_dba' },
      { name: 'dbuser_monitor' },
      { name: 'dbuser_extra', password: 'x', pgbouncer: true, pool_mode: 'session' },
    ],
  ],
  // A system user must be a default role.
  pg_admin_username: ['dbrole_admin'],
  pg_monitor_username: ['dbrole_offline'],
  pg_replication_username: ['dbrole_readonly'],
  haproxy_services: [[{ name: 'generic', port: 17004, servers: [{ name: 'one', ip: '10.0.0.1', port: 80 }] }]],
  pgbackrest_repo: [{ local: { path: '/elsewhere' }, minio: { type: 's3', path: '/elsewhere' }, s3: { type: 's3', path: '/elsewhere' } }],
  pgbackrest_method: ['local', 'minio'],
  pg_rto: ['fast', 'norm', 'safe', 'wide'],
  pgbouncer_ignore_param: [['extra_float_digits']],
  node_firewall_intranet: [['10.77.0.0/16']],
  dns_records: [['10.1.1.1 some.name']],
  vector_log_endpoint: [['http://10.1.1.1/in']],
  pg_exporters: [{ 20001: { pg_cluster: 'remote', pg_seq: 1, pg_host: '10.1.1.1' }, 20002: { pg_cluster: 'remote', pg_seq: 2, pg_host: '10.1.1.2' } }],
  // The last is one of which nothing is known.
  pg_version: [13, 14, 15, 16, 17, 18, 19, 99],
  pg_listen: ['*', '${ip},${lo}'],
  pg_vip_address: ['10.9.0.92/24', '10.9.0.93/23'],
  pg_vip_interface: ['eth7'],
  nodename: ['n-{host}'],
  pg_upstream: ['10.99.99.99', ''],
  pg_exporter_cache_ttls: ['2,20,120,600'],
  pg_weight: [7],
  pg_seq: [],
  pg_cluster: [],
  pg_role: [],
  pg_group: [],
  pg_instances: [],
  pg_namespace: ['/elsewhere'],
  // Not what other directories become: daemons do not share one.
  pg_log_dir: ['/elsewhere/log'],
  pg_dns_target: ['none', 'primary', '10.77.77.77', 'vip'],
  pgsodium_key: ['0123456789abcdef'.repeat(4)],
  pg_encoding: ['LATIN1'],
  pg_locale: ['de_DE.UTF-8'],
  pg_localhost: ['/tmp', '/run/postgresql'],
  exporter_metrics_path: ['/elsewhere', '/metrics'],
  pg_default_service_dest: ['postgres', 'pgbouncer', 17005],
  pg_service_provider: ['infra', 'nobody'],
  pg_pwd_enc: ['md5', 'scram-sha-256'],
  vip_address: ['10.77.77.78'],
  infra_seq: [77],
  etcd_seq: [],
  etcd_cluster: [],
  etcd_version: ['3.4', '3.5'],
}

/** Who somebody is: values for one host or cluster at a time, since all together would be nobody. */
export const identities: Partial<Record<ParameterName, readonly Plain[]>> = {
  // Names on either side of the usual ones: blocks of files are in their order.
  pg_cluster: ['another', 'a0', 'zz'],
  pg_seq: [77],
  pg_role: ['primary', 'replica', 'offline', 'delayed', 'standby'],
  pg_group: [7, 0],
  pg_shard: ['another'],
  etcd_seq: [77],
  etcd_cluster: ['another'],
}

export function isIdentity(name: string): boolean {
  return Object.hasOwn(identities, name)
}
