import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { artifacts } from '../src/artifacts/artifacts.js'
import { type ParameterName, parameterNames, parameters } from '../src/catalog/catalog.js'
import { understand } from '../src/understand.js'
import { Sink } from '../src/diagnostics/sink.js'
import { Source } from '../src/source/source.js'
import { Span } from '../src/source/span.js'
import { type Plain, toPlain } from '../src/syntax/node.js'
import { parseYaml } from '../src/syntax/yaml.js'

type Map1 = { [key: string]: Plain }

/** Values that a parameter might take, beside what it has: some change a file, some are refused; both are fine here. */
function variations(name: ParameterName): Plain[] {
  const { type, values = [], default: standard = '' } = parameters[name]
  const own = special[name]
  if (own !== undefined) return own
  switch (type) {
    case 'bool':
      return [true, false]
    case 'enum':
      return [...values]
    case 'port':
      return [17001]
    case 'int':
    case 'auto-int':
    case 'float':
      return [typeof standard === 'number' && standard > 1 ? standard + 1 : 1, 0.3, 77]
    case 'path':
      return ['/somewhere/else']
    case 'duration':
      return ['33s', '77m']
    case 'csv':
      return ['citus, timescaledb, pg_stat_statements']
    case 'list':
    case 'map':
      return []
    default:
      return ['another', '10.99.99.99', '/another']
  }
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
  pg_rto_plan: [{ norm: [40, 5, 10, 25, 5, '3s', '1s', '2s', 3, 3], fast: [40, 5, 10, 25, 5, '3s', '1s', '2s', 3, 3] }],
  pg_rto: ['fast', 'norm', 'safe', 'wide'],
  pgbouncer_ignore_param: [['extra_float_digits']],
  node_firewall_intranet: [['10.77.0.0/16']],
  dns_records: [['10.1.1.1 some.name']],
  vector_log_endpoint: [['http://10.1.1.1/in']],
  pg_exporters: [{ 20001: { pg_cluster: 'remote', pg_seq: 1, pg_host: '10.1.1.1' }, 20002: { pg_cluster: 'remote', pg_seq: 2, pg_host: '10.1.1.2' } }],
  pg_version: [13, 14, 15, 16, 17, 18],
  pg_listen: ['*', '${ip},${lo}'],
  pg_vip_address: ['10.9.0.92/24'],
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
}

/** What no deployment of the fixtures has: a node VIP, a fork with options of its own, `${vip}` and `admin` where they act, an interface to be looked up. */
const oddities = `
all:
  children:
    infra: { hosts: { 10.9.0.1: { infra_seq: 1, nodename: watch, pg_exporters: { 20009: { pg_cluster: far, pg_seq: 1, pg_host: 10.2.0.1, pg_databases: [{ name: one }] } } } } }
    etcd: { hosts: { 10.9.0.1: { etcd_seq: 1 } } }
    edge:
      hosts: { 10.9.0.2: { nodename: edge-1 }, 10.9.0.3: { nodename: edge-2 } }
      vars: { node_cluster: edge, vip_enabled: true, vip_address: 10.9.0.90, vip_vrid: 77, node_cpu: 2 }
    pg-odd:
      hosts:
        10.9.0.11: { pg_seq: 1, pg_role: primary, pg_upstream: 10.200.0.1 }
        10.9.0.12: { pg_seq: 2, pg_role: replica, pg_offline_query: true }
      vars:
        pg_cluster: pg-odd
        pg_mode: ivory
        pg_delay: 1h
        pg_listen: '\${ip},\${vip}'
        pg_vip_enabled: true
        pg_vip_address: 10.9.0.91/24
        pg_hba_rules: [{ user: all, db: all, addr: admin, auth: pwd, order: 1 }]
        pgb_hba_rules: [{ user: '\${repl}', db: all, addr: admin, auth: pwd, role: offline, order: 1 }]
  vars: { admin_ip: 10.9.0.1, patroni_ssl_enabled: true, vector_log_endpoint: ['http://\${admin_ip}:9428/in'] }
`

/** A node VIP in front of database hosts, whose node names come from their instances; roles that default privileges do not name. */
const fronted = `
all:
  children:
    infra: { hosts: { 10.9.0.1: { infra_seq: 1, nodename: watch } } }
    etcd: { hosts: { 10.9.0.1: { etcd_seq: 1 } } }
    pg-front:
      hosts: { 10.9.0.21: { pg_seq: 1, pg_role: primary, nodename: front-1 } }
      vars:
        pg_cluster: pg-front
        vip_enabled: true
        vip_address: 10.9.0.94
        vip_vrid: 79
        pg_databases: [{ name: front }]
        pg_users: [{ name: front, roles: [{ name: dbrole_admin, inherit: true }] }]
        pg_default_privileges: [GRANT SELECT ON TABLES TO PUBLIC]
        pg_default_roles:
          - { name: dbrole_admin }
          - { name: replicator }
          - { name: dbuser_dba }
          - { name: dbuser_monitor, roles: [{ name: dbrole_admin, inherit: true }] }
  vars: { admin_ip: 10.9.0.1 }
`

/** Base inventories that differ in what is switched on. */
const bases = [
  ...['trio', 'proxied', 'citus'].map((name) => ({ name, plain: read(name) })),
  { name: 'oddities', plain: parse('oddities', oddities) },
  { name: 'fronted', plain: parse('fronted', fronted) },
]

describe('an artifact declares what it depends on', () => {
  const declared = new Map<string, Set<string>>(artifacts.map(({ id, uses }) => [id, new Set<string>(uses)]))
  const seen = new Map<string, Set<string>>(artifacts.map(({ id }) => [id, new Set<string>()]))

  test('no other parameter changes its files', { timeout: 300_000 }, () => {
    const undeclared: string[] = []
    for (const { name: base, plain } of bases) {
      const before = outputs(plain)
      expect(before, base).toBeDefined()
      for (const name of parameterNames) {
        for (const value of variations(name)) {
          const after = outputs(withValue(plain, name, value))
          if (after === undefined || before === undefined) continue
          for (const id of changedArtifacts(before, after)) {
            seen.get(id)?.add(name)
            if (!declared.get(id)?.has(name)) undeclared.push(`${id} changes with ${name} (${base})`)
          }
        }
      }
    }
    expect([...new Set(undeclared)].sort()).toEqual([])
  })

  test('every declared parameter does change its files somewhere', () => {
    const idle = artifacts.flatMap(({ id, uses }) =>
      uses.filter((name) => !seen.get(id)?.has(name) && variations(name).length > 0).map((name) => `${id} declares ${name}`),
    )
    expect(idle).toEqual([])
  })
})

function read(name: string): Plain {
  const path = `fixtures/deployments/${name}.yml`
  return parse(path, readFileSync(path, 'utf8'))
}

function parse(name: string, text: string): Plain {
  const root = parseYaml(new Source(name, text), new Sink())
  return root === undefined ? null : toPlain(root)
}

/** Sets a variable on every host, where nothing is stronger, and for the site as a whole. */
function withValue(plain: Plain, name: string, value: Plain): Plain {
  if (Array.isArray(plain) || typeof plain !== 'object' || plain === null) return plain
  return Object.fromEntries(
    Object.entries(plain).map(([key, child]) => {
      if (key === 'vars') return [key, child]
      if (key === 'all') return [key, { ...(withValue(child, name, value) as Map1), vars: { ...((child as Map1).vars as Map1), [name]: value } }]
      if (key !== 'hosts' || typeof child !== 'object' || child === null) return [key, withValue(child, name, value)]
      return [
        key,
        Object.fromEntries(Object.entries(child as Map1).map(([host, variables]) => [host, { ...(variables as Map1 | null), [name]: ofHost(value, host) }])),
      ]
    }),
  )
}

/** `{host}` in a value makes it another one on every host. */
function ofHost(value: Plain, host: string): Plain {
  return JSON.parse(JSON.stringify(value).replaceAll('{host}', host.replace(/[.:]/g, '-')))
}

/** What every artifact decides, by id; undefined where the inventory has an error. Printing it would add nothing to the comparison. */
function outputs(plain: Plain): Map<string, string> | undefined {
  const model = understand({ inventories: [new Source('inventory.json', JSON.stringify(plain))] }, new Sink())
  if (model === undefined) return undefined
  return new Map(artifacts.map((artifact) => [artifact.id, JSON.stringify(artifact.files(model).slice(), whole)]))
}

/** Places move with every change of the text. Maps are empty objects to JSON, and a number beyond doubles is none of its values. */
function whole(_: string, value: unknown): unknown {
  if (value instanceof Span) return undefined
  return value instanceof Map ? [...value] : typeof value === 'bigint' ? value.toString() : value
}

function changedArtifacts(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return artifacts.map(({ id }) => id).filter((id) => before.get(id) !== after.get(id))
}
