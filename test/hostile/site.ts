import { type ParameterName, parameterNames, parameters } from '../../src/catalog/catalog.js'
import type { ObjectSchema } from '../../src/catalog/object.js'
import { objects } from '../../src/catalog/objects.js'
import type { Plain } from '../../src/syntax/node.js'

export type PlainMap = { [key: string]: Plain }

/** Types of which a value is a text of somebody's own. */
const texts: ReadonlySet<string> = new Set([
  'string',
  'password',
  'username',
  'path',
  'duration',
  'size',
  'csv',
  'ip',
  'cidr',
  'url',
  'enum',
  'jmespath',
  'yes-no',
])

/** Attributes with sensible values, by object; what is left out is filled in from the catalogue. */
const samples: { readonly [object: string]: PlainMap } = {
  repository: {
    path: '/repo/${pg_cluster}',
    storage_host: 'store.example',
    storage_ca_file: '/etc/ca.crt',
    storage_ca_path: '/etc/ca',
    sftp_known_host: ['/etc/known'],
    s3_process_cmd: ['/bin/true', 'x'],
    storage_tag: { owner: 'dba' },
    bundle: 'y',
    bundle_size: '20MiB',
    bundle_limit: '2MiB',
    retention_full: 2,
  },
}

const repositories: { readonly [type: string]: PlainMap } = {
  posix: { path: '/pg/backup' },
  s3: { s3_bucket: 'b', s3_endpoint: 'e', s3_region: 'r', s3_key: 'k', s3_key_secret: 's', s3_token: 't', s3_kms_key_id: 'k', s3_role: 'r' },
  azure: { azure_account: 'acc', azure_container: 'c', azure_key: 'c2VjcmV0', azure_endpoint: 'blob.core.windows.net' },
  gcs: { gcs_bucket: 'b', gcs_key: '/etc/key', gcs_endpoint: 'storage.googleapis.com', gcs_user_project: 'p' },
  sftp: {
    sftp_host: 'h',
    sftp_host_user: 'u',
    sftp_private_key_file: '/etc/k',
    sftp_private_key_passphrase: 'p',
    sftp_public_key_file: '/etc/k.pub',
    sftp_host_fingerprint: 'ab',
    sftp_host_key_hash_type: 'sha1',
  },
}

function repository(type: string): PlainMap {
  return { type, cipher_type: 'aes-256-cbc', cipher_pass: 'p', ...samples.repository, ...repositories[type] }
}

/** One member, and an own database, in a cluster whose backups go to a store of this kind. */
function single(name: string, address: string, type: string): PlainMap {
  return {
    hosts: { [address]: { pg_seq: 1, pg_role: 'primary' } },
    vars: { pg_cluster: name, pgbackrest_method: type, pgbackrest_repo: { [type]: repository(type) }, pg_databases: [{ name: `${name}-data` }] },
  }
}

const users = (prefix: string): Plain => [
  {
    name: `${prefix}_one`,
    state: 'create',
    password: 'secret',
    expire_at: '2031-12-31',
    parameters: { search_path: 'public', 'app.word': 'x' },
    comment: 'first',
    roles: ['dbrole_readonly', { name: 'dbrole_readwrite', state: 'grant' }],
    pgbouncer: true,
    pool_mode: 'session',
  },
  { name: `${prefix}_two`, password: 'other', pgbouncer: true },
]

const databases = (prefix: string): Plain => [
  {
    name: `${prefix}_one`,
    state: 'create',
    owner: `${prefix}_one`,
    comment: 'first',
    template: 'template0',
    strategy: 'WAL_LOG',
    encoding: 'UTF8',
    locale: 'C',
    lc_collate: 'C',
    lc_ctype: 'C',
    locale_provider: 'icu',
    icu_locale: 'en',
    icu_rules: '&a < b',
    tablespace: 'pg_default',
    baseline: 'first.sql',
    schemas: ['own', { name: 'other', owner: `${prefix}_one`, state: 'create' }],
    extensions: ['hstore', { name: 'dblink', schema: 'public', version: '1.2', state: 'create' }],
    parameters: { search_path: 'public', 'app.word': 'x' },
    pool_auth_user: 'dbuser_dba',
    pool_mode: 'session',
  },
  { name: `${prefix}_two`, locale_provider: 'builtin', builtin_locale: 'C.UTF-8' },
]

const services = (port: number): Plain => [
  {
    name: 'reads',
    port,
    ip: '*',
    dest: 'default',
    check: '/read-only',
    selector: '[]',
    backup: '[? pg_role == `primary`]',
    balance: 'leastconn',
    options: 'inter 5s rise 2 fall 3',
  },
]

const rules = (order: number): Plain => [
  { title: 'a rule', user: '${dbsu},a_one', db: 'a_one', addr: '10.1.0.0/16', auth: 'sha', role: 'common', order },
  { title: 'raw', order: order + 1, role: 'common', rules: ['host all all 10.2.0.0/16 scram-sha-256'] },
]

/**
 * An inventory in which nearly every text parameter and every text attribute reaches a file: all parameters that have a default stand in `all.vars`,
 * objects with all their attributes where they act.
 */
export function site(): PlainMap {
  return {
    all: {
      children: {
        infra: {
          hosts: {
            '10.8.0.1': {
              infra_seq: 1,
              nodename: 'watch-1',
              pg_exporters: {
                '20001': filled('exporter', { pg_cluster: 'far', pg_seq: 1, pg_host: '10.9.0.1', pg_databases: [{ name: 'far_one' }] }),
                '20002': { pg_cluster: 'far', pg_seq: 2, pg_host: '10.9.0.2', pg_exporter_url: 'postgres://u:p@h:5432/postgres?sslmode=disable' },
              },
              haproxy_services: [
                {
                  name: 'store',
                  port: 9443,
                  ip: '*',
                  protocol: 'tcp',
                  balance: 'roundrobin',
                  options: ['option tcp-check'],
                  default: 'inter 3s',
                  servers: [{ name: 'one', ip: '10.8.0.71', port: 9000, options: 'check' }],
                },
              ],
            },
          },
        },
        etcd: { hosts: { '10.8.0.1': { etcd_seq: 1 } }, vars: { etcd_cluster: 'etcd' } },
        edge: {
          hosts: { '10.8.0.81': { nodename: 'edge-1' }, 'edge-two': { ansible_host: '10.8.0.82' } },
          vars: { node_cluster: 'edge', vip_enabled: true, vip_address: '10.8.0.80', vip_vrid: 77, vip_interface: 'eth0', vip_dns_suffix: 'x.y' },
        },
        alpha: {
          hosts: {
            '10.8.0.11': { pg_seq: 1, pg_role: 'primary' },
            '10.8.0.12': { pg_seq: 2, pg_role: 'replica', pg_vip_interface: 'eth1', nodename: 'alpha-two' },
          },
          vars: {
            pg_cluster: 'alpha',
            pg_databases: databases('a'),
            pg_users: users('a'),
            pg_services: services(5600),
            pg_hba_rules: rules(10),
            pgb_hba_rules: rules(10),
            pg_vip_enabled: true,
            pg_vip_address: '10.8.0.10/24',
            pg_crontab: ['00 01 * * * /pg/bin/pg-backup full'],
            pg_parameters: { work_mem: '64MB', 'app.word': 'x', search_path: 'public' },
            pgbouncer_ignore_param: ['extra_float_digits'],
            pgsodium_key: '0123456789abcdef'.repeat(4),
            pg_pwd_enc: 'scram-sha-256',
            ...singles.posix,
          },
        },
        ...Object.fromEntries(['s3', 'azure', 'gcs', 'sftp'].map((type, index) => [`kept_${type}`, single(`kept-${type}`, `10.8.0.${20 + index}`, type)])),
        stand: {
          hosts: { '10.8.0.31': { pg_seq: 1, pg_role: 'primary', pg_upstream: '10.8.0.11' } },
          vars: { pg_cluster: 'stand', pg_delay: '1h', pgbouncer_auth_query: true },
        },
        shard: {
          hosts: { '10.8.0.41': { pg_seq: 1, pg_role: 'primary' } },
          vars: { pg_cluster: 'shard-0', pg_mode: 'citus', pg_shard: 'shard', pg_group: 0, pg_primary_db: 'c_one', pg_databases: [{ name: 'c_one' }] },
        },
        several: {
          hosts: {
            '10.8.0.51': {
              nodename: 'several-1',
              pg_instances: {
                '5432': { pg_cluster: 'sev-a', pg_seq: 1, pg_role: 'primary', pg_users: [{ name: 'sev', password: 'x' }] },
                '5442': { pg_cluster: 'sev-b', pg_seq: 1, pg_role: 'primary', pg_log_dir: '/var/log/sev-b' },
              },
            },
          },
        },
      },
      vars: {
        ...standard(),
        admin_ip: '10.8.0.1',
        pg_version: 17,
        node_cpu: 4,
        node_mem_mb: 8192,
        node_fs_bytes: 1e12,
        node_interface: 'eth0',
        os_package: 'deb',
        os_version: '12',
        dns_records: ['10.8.0.1 watch.example other.example'],
        vector_log_endpoint: ['http://10.8.0.1:9428/in'],
        pg_dns_suffix: 'db.example',
      },
    },
  }
}

const singles = { posix: { pgbackrest_method: 'posix', pgbackrest_repo: { posix: repository('posix') } } }

/** Every parameter that has a default, unless it says who a host is. */
function standard(): PlainMap {
  const kept: ParameterName[] = ['pg_instances', 'pg_exporters', 'pgbackrest_repo', 'pg_users', 'pg_databases', 'pg_services']
  return Object.fromEntries(
    parameterNames
      .filter((name) => !kept.includes(name) && parameters[name].level !== 'instance')
      .flatMap((name): [string, Plain][] => {
        const { default: value } = parameters[name]
        return value === undefined ? [] : [[name, value]]
      }),
  )
}

function filled(object: keyof typeof objects, own: PlainMap): PlainMap {
  const schema: ObjectSchema = objects[object]
  const defaults = Object.entries(schema.attributes).flatMap(([name, { type, default: value }]) =>
    texts.has(type) && value !== undefined ? [[name, value]] : [],
  )
  return { ...(Object.fromEntries(defaults) as PlainMap), ...own }
}
