import type { ParameterName } from '../catalog/catalog.js'
import type { Wishes } from './wishes.js'

/** Accounts whose documented passwords everybody can read, and what each is for. */
const accounts = [
  ['pg_admin_password', 'administrators'],
  ['pg_monitor_password', 'the exporters'],
  ['pg_replication_password', 'replicas'],
  ['patroni_password', 'the REST API of Patroni: restart, switchover'],
  ['pg_etcd_password', "the cluster's keys in etcd"],
  ['etcd_root_password', 'etcd itself'],
  ['haproxy_admin_password', 'the statistics page of HAProxy'],
  ['grafana_admin_password', 'Grafana, to change dashboards'],
  ['grafana_view_password', 'Grafana, to read the database meta'],
] as const satisfies readonly (readonly [ParameterName, string])[]

/** A first inventory: YAML that compiles without an error. `password` gives a new one at each call; `file` is how its comments call it. */
export function starter(wishes: Wishes, password: () => string, file = 'inventory.yml'): string {
  const { cluster, hosts, infra, minimal } = wishes
  const voters = hosts.slice(0, hosts.length < 3 ? 1 : 3)
  const lines = [
    ...about(wishes, file),
    'all:',
    '  children:',
    ...note(minimal, '    # Watches the others: metrics, logs, DNS.'),
    `    infra: { hosts: { ${key(infra)}: { infra_seq: 1${hosts.includes(infra) ? '' : ', nodename: infra-1'} } } }`,
    '',
    ...note(minimal, ...aboutVoters(voters.length)),
    '    etcd:',
    '      hosts:',
    ...voters.map((host, index) => `        ${key(host)}: { etcd_seq: ${index + 1} }`),
    '',
    `    ${key(cluster)}:`,
    '      hosts:',
    ...note(minimal, '        # pg_seq never changes. pg_role is the role at first: later, whoever Patroni made leader leads.'),
    ...hosts.map((host, index) => `        ${key(host)}: { pg_seq: ${index + 1}, pg_role: ${index === 0 ? 'primary' : 'replica'} }`),
    '      vars:',
    `        pg_cluster: ${key(cluster)}`,
    `        pg_version: ${wishes.version}`,
    ...vipLines(wishes),
    ...databaseLines(wishes, password),
    '',
    '  vars:',
    `    admin_ip: ${key(infra)}`,
    ...note(
      minimal,
      '',
      '    # How big the machines are; 4 CPUs and 16 GiB are assumed where nobody says. Or give a file with --facts.',
      '    # node_cpu: 8',
      '    # node_mem_mb: 32768',
    ),
    '',
    ...note(minimal, '    # Made by chance for this file. Whoever may read it may read them: ansible-vault encrypt closes it.'),
    ...accounts.map(([name, purpose]) => `    ${name}: ${password()}${minimal ? '' : ` # ${purpose}`}`),
  ]
  return `${lines.join('\n')}\n`
}

function about({ cluster, hosts, minimal }: Wishes, file: string): string[] {
  return note(
    minimal,
    `# ${cluster}: a PostgreSQL cluster on ${hosts.length === 1 ? 'one machine' : `${hosts.length} machines`}.`,
    '#',
    `#   ${`pgcompile check ${file}`.padEnd(40)}  what is wrong, before anybody is hurt`,
    `#   ${`pgcompile ${file} -o out/`.padEnd(40)}  the files of every host`,
    `#   ${'pgcompile params'.padEnd(40)}  all that can be said here`,
    '#',
  )
}

function aboutVoters(count: number): string[] {
  return count === 1
    ? ['    # Where Patroni keeps who leads. One member: while it is down, nobody is promoted. Three hosts can have three.']
    : ['    # Where Patroni keeps who leads. Three votes: the choice of a primary survives the loss of one machine.']
}

function vipLines({ vip, minimal }: Wishes): string[] {
  if (vip !== undefined)
    return [
      '',
      ...note(minimal, '        # An address that goes with the primary.'),
      '        pg_vip_enabled: true',
      `        pg_vip_address: ${key(vip)}`,
      '        pg_vip_interface: auto # the card that has the address of the host',
    ]
  return note(minimal, '', '        # An address that goes with the primary:', '        # pg_vip_enabled: true', '        # pg_vip_address: 10.0.0.100/24')
}

function databaseLines({ database, minimal }: Wishes, password: () => string): string[] {
  if (database === undefined) return []
  return [
    '',
    ...note(minimal, '        # Roles: dbrole_readonly, dbrole_readwrite, dbrole_admin (may change tables), dbrole_offline. pgbouncer: may use the pool.'),
    '        pg_users:',
    `          - { name: ${key(database)}, password: ${password()}, roles: [dbrole_admin], pgbouncer: true }`,
    '        pg_databases:',
    `          - { name: ${key(database)}, owner: ${key(database)} }`,
  ]
}

/** Lines for people. */
function note(minimal: boolean, ...lines: string[]): string[] {
  return minimal ? [] : lines
}

/** A name or address as YAML: in quotes, where YAML 1.1 would see something else in it, such as `on`, or an address of IPv6. */
function key(text: string): string {
  return text.includes(':') || /^(y|n|yes|no|on|off|true|false|null)$/.test(text) ? `'${text}'` : text
}
