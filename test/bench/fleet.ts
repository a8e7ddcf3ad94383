/**
 * The text of an inventory with so many PostgreSQL instances: clusters of three on machines of their own, two machines that watch, three for etcd. Versions,
 * sizes, roles, users, databases, services, access rules, VIPs and backups differ from cluster to cluster as the seed draws them. It has no error; the
 * same arguments give the same text. 10 to 100,000 instances.
 */
export function fleet(instances: number, seed: number): string {
  const random = generator(seed)
  const count = Math.ceil(instances / 3)
  const clusters = Array.from({ length: count }, (_, index) => cluster(index, Math.min(3, instances - 3 * index), random))
  return [
    `# A fleet of ${instances} instances.`,
    'all:',
    '  children:',
    '    infra:',
    '      hosts:',
    ...[1, 2].map((number) => `        10.0.0.${9 + number}: { infra_seq: ${number}, nodename: watch-${number} }`),
    '    etcd:',
    '      hosts:',
    ...[1, 2, 3].map((number) => `        10.0.0.${20 + number}: { etcd_seq: ${number}, nodename: store-${number} }`),
    ...departments.flatMap(({ name, vars }, department) => [
      `    ${name}:`,
      ...(clusters.length > department ? ['      children:'] : []),
      ...clusters.filter((_, index) => index % departments.length === department).flatMap(({ lines }) => lines),
      `      vars: ${vars}`,
    ]),
    ...sizes.flatMap(({ name, vars }, size) => [
      `    ${name}:`,
      '      hosts:',
      ...clusters.filter((each) => each.size === size).flatMap(({ hosts }) => hosts.map((host) => `        ${host}: {}`)),
      ...(size === 0 ? [...watchers.map((host) => `        ${host}: {}`)] : []),
      `      vars: ${vars}`,
    ]),
    ...common,
  ].join('\n')
}

interface Drawn {
  readonly hosts: readonly string[]
  /** Index of its machines' size. */
  readonly size: number
  readonly lines: readonly string[]
}

type Random = (below: number) => number

const watchers = ['10.0.0.10', '10.0.0.11', '10.0.0.21', '10.0.0.22', '10.0.0.23']

const departments = [
  { name: 'finance', vars: '{ pg_conf: crit.yml, pg_dns_suffix: finance.example.net }' },
  { name: 'commerce', vars: '{ pg_conf: oltp.yml, pg_dns_suffix: commerce.example.net }' },
  { name: 'insight', vars: '{ pg_conf: olap.yml, pg_rto: wide, pg_dns_suffix: insight.example.net }' },
]

const sizes = [
  { name: 'small', vars: '{ node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 107374182400 }' },
  { name: 'medium', vars: '{ node_cpu: 16, node_mem_mb: 65536, node_fs_bytes: 1073741824000 }' },
  { name: 'large', vars: '{ node_cpu: 64, node_mem_mb: 262144, node_fs_bytes: 4294967296000 }' },
]

const common = `  vars:
    admin_ip: 10.0.0.10
    node_interface: eth0
    os_package: deb
    os_version: 12
    infra_portal: { home: { domain: fleet.example.net } }
    grafana_admin_password: Fleet-Grafana-1
    haproxy_admin_password: Fleet-Balance-2
    etcd_root_password: Fleet-Etcd-3
    pg_etcd_password: Fleet-Store-8
    pg_admin_password: Fleet-Admin-4
    pg_monitor_password: Fleet-Watch-5
    pg_replication_password: Fleet-Stream-6
    patroni_password: Fleet-Patroni-7
    pgbackrest_method: local
    node_firewall_intranet: [10.0.0.0/10] # where the programs are is above it
`.split('\n')

/** Cluster after cluster takes four addresses of a network: its machines and a VIP. */
function addressOf(index: number, offset: number): string {
  const network = Math.floor(index / 62)
  return `10.${1 + Math.floor(network / 256)}.${network % 256}.${4 * (index % 62) + 1 + offset}`
}

function cluster(index: number, members: number, random: Random): Drawn {
  const name = `${themes[random(themes.length)]}-${index + 1}`
  const short = name.replace('-', '_')
  const hosts = Array.from({ length: members }, (_, member) => addressOf(index, member))
  const roles = ['primary', 'replica', ['replica', 'offline', 'standby'][random(3)] ?? 'replica']
  const extra = ['', ', pg_weight: 150', ', pg_offline_query: true'][random(3)] ?? ''
  const version = 14 + random(5)
  const vip = random(2) === 0 && members > 1
  const hba = [
    `{ user: ${short}_app, db: ${short}, addr: 10.${64 + random(64)}.0.0/16, auth: ssl, title: the programs }`,
    `{ user: '+dbrole_readonly', db: all, addr: 10.192.0.0/10, auth: pwd, title: readers }`,
    `{ user: ${short}_batch, db: ${short}, addr: 10.${128 + random(64)}.${random(256)}.0/24, auth: pwd, role: offline, order: 700, title: nightly }`,
  ].slice(0, 1 + random(3))
  const users = [
    `{ name: ${short}_app, password: App-${random(1e6)}-${index}, roles: [dbrole_readwrite], pgbouncer: true, pool_connlimit: ${10 + random(50)} }`,
    `{ name: ${short}_batch, password: Batch-${random(1e6)}-${index}, roles: [dbrole_readwrite], connlimit: ${2 + random(20)} }`,
    `{ name: ${short}_read, password: Read-${random(1e6)}-${index}, roles: [dbrole_readonly], pgbouncer: true }`,
  ]
  const databases = [
    `{ name: ${short}, owner: dbuser_dba, connlimit: 400, schemas: [${short}], extensions: [pg_trgm] }`,
    ...(random(2) === 0 ? [`{ name: ${short}_archive, owner: dbuser_dba, pool_mode: session }`] : []),
  ]
  const offline = roles[2] === 'offline' && members > 2
  const services = [
    ...(offline ? [`{ name: reports, port: 5440, dest: postgres, check: /replica, selector: "[? pg_role == 'offline']", maxconn: 200 }`] : []),
    ...(random(3) === 0 ? [`{ name: batch, port: 5441, dest: postgres, check: /primary, selector: '[]', maxconn: 50 }`] : []),
  ]
  return {
    hosts,
    size: random(sizes.length),
    lines: [
      `        ${name}:`,
      '          hosts:',
      ...hosts.map((host, member) => `            ${host}: { pg_seq: ${member + 1}, pg_role: ${roles[member]}${member === 1 ? extra : ''} }`),
      '          vars:',
      `            pg_cluster: ${name}`,
      `            pg_version: ${version}`,
      ...(vip ? ['            pg_vip_enabled: true', `            pg_vip_address: ${addressOf(index, 3)}/24`] : []),
      ...(random(4) === 0 ? [`            pg_parameters: { work_mem: ${8 * (1 + random(8))}MB, log_min_duration_statement: ${100 * (1 + random(9))} }`] : []),
      ...list('pg_hba_rules', hba),
      ...list('pg_users', users),
      ...list('pg_databases', databases),
      ...(services.length === 0 ? [] : list('pg_services', services)),
    ],
  }
}

const themes = ['orders', 'ledger', 'stock', 'press', 'maps', 'parcel', 'sensor', 'claims', 'ticket', 'survey']

function list(name: string, items: readonly string[]): string[] {
  return [`            ${name}:`, ...items.map((item) => `              - ${item}`)]
}

/** Numbers from 0 to below a bound, the same for the same seed (mulberry32). */
function generator(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
