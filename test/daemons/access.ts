import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { type Compiled, compileValid, machine, minimal } from '../compile.js'
import { scramVerifier } from './wire.js'

/** Everybody's password. */
export const password = 'Open-Sesame-1'

const md5 = (user: string): string =>
  `md5${createHash('md5')
    .update(password + user)
    .digest('hex')}`

/** Users of every kind: verifiers of both kinds, none, no login, limits, memberships through other roles; `ghost` is nowhere. */
const users = `
  - { name: ann, password: '${scramVerifier(password)}', roles: [staff], pgbouncer: true }
  - { name: bob, password: '${md5('bob')}', roles: [readers], pgbouncer: true }
  - { name: cleo, password: '${password}', roles: [leads], pgbouncer: true }
  - { name: dan, password: '${scramVerifier(password)}', roles: [staff], replication: true }
  - { name: eve, password: '', roles: [staff], pgbouncer: true }
  - { name: fay, password: '${scramVerifier(password)}', login: false, pgbouncer: true }
  - { name: gus, password: '${scramVerifier(password)}', connlimit: 0, pgbouncer: true }
  - { name: hal, password: '${md5('hal')}', superuser: true, connlimit: 0, pgbouncer: true }
  - { name: ida, password: '${password}', roles: [heirs], inherit: false, pgbouncer: true }
  - { name: jan, password: '${scramVerifier(password)}', expire_at: infinity, roles: [heirs] }
  - { name: shop, password: '${scramVerifier(password)}', pgbouncer: true }
  - { name: leaver, state: absent }
`
export const userNames = [
  'ann',
  'bob',
  'cleo',
  'dan',
  'eve',
  'fay',
  'gus',
  'hal',
  'ida',
  'jan',
  'shop',
  'leaver',
  'staff',
  'postgres',
  'replicator',
  'dbuser_dba',
  'ghost',
]

const databases = `
  - { name: shop, owner: cleo }
  - { name: staff, owner: heirs, revokeconn: true }
  - { name: closed, allowconn: false }
  - { name: full, connlimit: 0 }
  - { name: gone, state: absent }
`
export const databaseNames = ['shop', 'staff', 'closed', 'full', 'gone', 'postgres', 'template0', 'nowhere']

/** An inventory with these lines as the only rules of the server and of the pool. */
export function inventoryOf({
  port,
  server,
  pool = ['local all all trust'],
  more = '',
}: {
  port: number
  server: readonly string[]
  pool?: readonly string[]
  more?: string
}): Compiled {
  const rules = (lines: readonly string[]): string =>
    lines.map((line, index) => `  - { title: rule ${index}, ${index % 3 === 0 ? '' : `order: ${100 + index}, `}rules: [${JSON.stringify(line)}] }`).join('\n')
  return compileValid(
    minimal({
      cluster: `
pg_version: 15
pg_port: ${port}
pg_listen: '*'
pg_bin_dir: /usr/lib/postgresql/15/bin
pg_replication_password: ${password}
pg_admin_password: ${password}
pg_monitor_password: ${password}
pg_default_hba_rules: []
pgb_default_hba_rules: []
pg_hba_rules:
${rules(server)}
pgb_hba_rules:
${rules(pool)}
pg_default_roles:
  - { name: readers, login: false }
  - { name: staff, login: false, roles: [readers] }
  - { name: leads, login: false, roles: [staff] }
  - { name: heirs, login: false }
  - { name: replicator, replication: true }
  - { name: dbuser_dba, superuser: true, pgbouncer: true }
  - { name: dbuser_monitor, pgbouncer: true }
  - { name: postgres, superuser: true }
pg_users:${users}
pg_databases:${databases}
${more}`,
    }),
    { facts: `${machine}'10.10.10.11': ${loopback}\n` },
  )
}

/** What Ansible says of the interface over which all logins come. */
const loopback = JSON.stringify({
  ansible_interfaces: ['lo'],
  ansible_lo: { device: 'lo', ipv4: { address: '127.0.0.1', netmask: '255.0.0.0' }, ipv6: [{ address: '::1', prefix: '128' }] },
})

const columnOf = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((list) => list.join(','))
const networks = [
  '127.0.0.0/8',
  '127.0.1.0/24',
  '127.0.1.5/32',
  '127.0.2.0 255.255.254.0',
  '127.0.0.1/32',
  '::1/128',
  '::/0',
  '0.0.0.0/0',
  'all',
  '127.0.3.7/32',
]
/** Half of the columns match everything, so that lines decide. */
const often = (column: fc.Arbitrary<string>) => fc.oneof(column, fc.constant('all'))
const serverUser = columnOf(
  'all',
  'ann',
  'bob',
  'cleo',
  'dan',
  'hal',
  '+staff',
  '+readers',
  '+leads',
  '+heirs',
  '"ida"',
  'shop',
  'ghost',
  'eve',
  '+shop',
  'fay,gus',
)
const serverDatabase = columnOf('all', 'all', 'shop', 'staff', 'sameuser', 'samerole', 'replication', 'postgres,full', '"all"', 'closed', 'nowhere')
const serverTypes = fc.constantFrom('local', 'host', 'host', 'hostssl', 'hostnossl', 'hostnogssenc')

/** A line of pg_hba.conf that every release reads. */
export const serverLine = (methods: readonly string[]) =>
  fc
    .tuple(
      serverTypes,
      often(serverDatabase),
      often(serverUser),
      often(fc.constantFrom(...networks, 'samehost', 'samehost', 'samenet')),
      fc.constantFrom(...methods),
    )
    .map(
      ([type, base, user, network, method]) =>
        `${type} ${base} ${user} ${type === 'local' ? '' : network} ${method === 'peer' && type !== 'local' ? 'md5' : method}`,
    )

const poolUser = columnOf('all', 'ann', 'bob', 'cleo', 'eve', 'hal', 'ida', 'shop', 'ghost', 'dbuser_dba', 'postgres', '"all"')
const poolDatabase = columnOf('all', 'all', 'shop', 'staff', 'sameuser', 'full', 'closed')

/** A line of pgb_hba.conf without its method. Release 1.18, unlike later ones, skips lines with the address `all`. */
export const poolLine = fc
  .tuple(
    fc.constantFrom('local', 'host', 'host', 'hostssl', 'hostnossl'),
    often(poolDatabase),
    often(poolUser),
    fc.oneof(fc.constantFrom(...networks.filter((one) => one !== 'all')), fc.constant('127.0.0.0/8')),
  )
  .map(([type, base, user, network]) => `${type} ${base} ${user} ${type === 'local' ? '' : network}`)
