import { expect, test } from 'vitest'
import { compileText, compileValid } from '../../compile.js'

const passwords = `
    pg_replication_password: Secret.Repl
    pg_monitor_password: Secret.Monitor
    patroni_password: Secret.Patroni
    haproxy_admin_password: Secret.Haproxy
    pg_etcd_password: Secret.Etcd
    etcd_root_password: Secret.Root
    grafana_admin_password: Secret.Grafana`

/** The same deployment, with its values written out or as expressions. */
function deployment(
  values: Readonly<Record<'own' | 'records' | 'dns' | 'connections' | 'cluster' | 'owner' | 'users' | 'upstream' | 'password' | 'work' | 'port', string>>,
): string {
  return `
all:
  children:
    infra: { hosts: { 10.10.10.10: { infra_seq: 1, nodename: infra-1 } } }
    etcd: { hosts: { 10.10.10.10: { etcd_seq: 1 } }, vars: { etcd_cluster: etcd } }
    pg-test:
      hosts:
        10.10.10.11: { pg_seq: 1, pg_role: primary }
        10.10.10.12: { pg_seq: 2, pg_role: replica, pg_offline_query: true }
      vars:
        pg_cluster: ${values.cluster}
        pg_version: 18
        pg_max_conn: ${values.connections}
        pg_databases: [{ name: shop, owner: ${values.owner} }]
        pg_users: ${values.users}
        pg_parameters: { work_mem: ${values.work} }
    pg-copy:
      hosts:
        10.10.10.13: { pg_seq: 1, pg_role: primary, pg_upstream: ${values.upstream}, pg_offline_query: true }
      vars: { pg_cluster: pg-copy, pg_version: 18, pgbouncer_port: ${values.port} }
  vars:
    admin_ip: 10.10.10.10
    dns_records: ${values.records}
    node_dns_servers: ${values.dns}
    pg_admin_password: ${values.password}
    node_cpu: 4
    node_mem_mb: 16384${values.own}${passwords}
`
}

const written = deployment({
  own: '',
  records: "['10.10.10.10 i.db w.db', '10.10.10.11 first.db']",
  dns: "['10.10.10.10']",
  connections: '200',
  cluster: 'pg-test',
  owner: 'seller',
  users: '[{ name: seller, password: Secret.Seller, pgbouncer: true }]',
  upstream: '10.10.10.11',
  password: 'Secret.Admin.prod',
  work: '64MB',
  port: '6442',
})

const expressions = deployment({
  own: "\n    site: prod\n    domain: db\n    seller: { name: seller, secret: Secret.Seller }\n    base: '6432'\n    first: \"{{ groups['pg-test'] | first }}\"",
  records: "['{{ admin_ip }} i.{{ domain }} w.{{ domain }}', '{{ first }} first.{{ domain }}']",
  dns: "['{{ admin_ip }}']",
  connections: '"{{ node_cpu | int * 50 }}"',
  cluster: "\"{{ (group_names | select('in', ['pg-test', 'x']) | first) }}\"",
  owner: '"{{ seller.name }}"',
  users: "\"{{ [{'name': seller.name, 'password': seller.secret, 'pgbouncer': true}] }}\"",
  upstream: '"{{ hostvars[\'10.10.10.11\'].inventory_hostname }}"',
  password: '"Secret.Admin.{{ site }}"',
  work: '"{{ hostvars[\'10.10.10.12\'].node_mem_mb // 256 }}MB"',
  port: '"{{ base | int + 10 }}"',
})

test('expressions compile to the files of the values that they have', () => {
  const facts = 'node_fs_bytes: 42949672960, os_package: rpm, os_version: 9, node_interface: eth0'
  const [expected, actual] = [written, expressions].map((text) => compileValid(text, { facts: `'*': { ${facts} }\n` }))
  expect(actual?.manifest).toBe(expected?.manifest)
  expect(actual?.files.map(({ host, path, text }) => ({ host, path, text }))).toEqual(expected?.files.map(({ host, path, text }) => ({ host, path, text })))
  expect(actual?.codes).toEqual(expected?.codes)
})

test('a fact of a facts file is a variable, too', () => {
  const facts = (cpu: string): string => `'*': { ${cpu}node_mem_mb: 16384, node_fs_bytes: 42949672960, os_package: rpm, os_version: 9, node_interface: eth0 }\n`
  const text = expressions.replace('    node_cpu: 4\n', '')
  expect(compileValid(text, { facts: facts('node_cpu: 4, ') }).file('10.10.10.11', '/etc/patroni/patroni.yml')).toMatch(/max_connections: 200\n/)
  expect(compileText(text, { facts: facts('') }).codes).toContain('value-expression')
})

test('no finding shows what a credential is made of', () => {
  const { diagnostics } = compileText(
    `${expressions.replace('pg_version: 18', 'pg_version: "{{ seller.secret }}"')}    pg_dns_suffix: '{{ pg_admin_password }} x'\n`,
  )
  expect(diagnostics.map(({ code }) => code)).toContain('value-type')
  expect(JSON.stringify(diagnostics.map(({ message, related }) => [message, related.map((other) => other.message)]))).not.toMatch(/Secret\.(Seller|Admin)/)
})
