import { describe, expect, test } from 'vitest'
import { compileText, minimal, ofCode } from '../compile.js'

const code = 'default-password'
const messages = (text: string) => ofCode(compileText(text), code).map(({ message }) => message)

test('passwords of your own are fine', () => expect(messages(minimal())).toEqual([]))

test('KD-70: every documented default, whether it is written or not, and no value in a message', () => {
  const silent = `all:
  children:
    infra: { hosts: { 10.10.10.10: { infra_seq: 1, nodename: infra-1 } } }
    etcd: { hosts: { 10.10.10.10: { etcd_seq: 1 } }, vars: { etcd_cluster: etcd } }
    pg-a: { hosts: { 10.10.10.11: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: pg-a } }
    pg-b: { hosts: { 10.10.10.12: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: pg-b, pg_admin_password: DBUser.DBA } }
  vars: { admin_ip: 10.10.10.10 }
`
  const found = messages(silent)
  expect(found.map((message) => message.split(' ')[0]).sort()).toEqual([
    'etcd_root_password',
    'grafana_admin_password',
    'haproxy_admin_password',
    'patroni_password',
    'pg_admin_password',
    'pg_admin_password',
    'pg_etcd_password',
    'pg_monitor_password',
    'pg_replication_password',
  ])
  expect(found.join('\n')).not.toMatch(/DBUser|pigsty|Etcd\.Root|Patroni\.API/)
  expect(found.find((message) => message.startsWith('patroni_password'))).toMatch(
    /^patroni_password of pg-a, pg-b is the documented default, which everybody can read; whoever knows it .* at port 8008, /,
  )
  const [written] = ofCode(compileText(silent), code).filter(({ at }) => at.from.line === 6 && at.from.column > 100)
  expect(written?.message).toMatch(/^pg_admin_password of pg-b /)
})

test("KD-70: etcd's password is the name of the cluster", () => {
  const found = messages(minimal({ cluster: 'pg_etcd_password: pg-test' }))
  expect(found).toEqual(["pg_etcd_password of pg-test is the cluster's own name, which everybody can guess; etcd asks for it at port 2379 of 10.10.10.10"])
})

test('KD-70: the former default of HAProxy; none where its page asks for no password', () => {
  expect(messages(minimal({ cluster: 'haproxy_admin_password: haproxy' }))).toHaveLength(1)
  expect(messages(minimal({ cluster: 'haproxy_admin_password: haproxy\nhaproxy_auth_enabled: false' }))).toEqual([])
})

describe('from where the rules take it', () => {
  const admin = (cluster: string) => messages(minimal({ cluster: `pg_admin_password: DBUser.DBA\n${cluster}` }))[0]
  const rules = (server: string, pool: string) => `pg_default_hba_rules: [${server}]\npgb_default_hba_rules: [${pool}]`
  const rule = (addr: string, auth = 'pwd', user = 'all') => `{ user: ${user}, db: all, addr: ${addr}, auth: ${auth} }`

  test.each<[string, string, string, RegExp]>([
    ['the server to the world', rule('world'), rule('local'), /; access rules take it from outside of the intranet at port 5432$/],
    ['the pool to the world', rule('local', 'os'), rule('world'), /; access rules take it from outside of the intranet at port 6432$/],
    ['both to the intranet', rule('intra'), rule('intra'), /; access rules take it from the intranet at port 5432 and 6432$/],
    ['the socket', rule('local'), rule('local', 'os'), /; access rules take it on the servers themselves only$/],
    ['somebody else', rule('world', 'pwd', 'other'), rule('world', 'pwd', 'other'), /which everybody can read$/],
    ['the world, after a denial of it', `${rule('world', 'deny')}, ${rule('world')}`, rule('intra'), /from the intranet at port 6432$/],
    ['a network of the world', rule('203.0.113.0/24'), rule('intra'), /from outside of the intranet at port 5432$/],
    ['a certificate, which is no password', rule('world', 'cert'), rule('localhost'), /on the servers themselves only$/],
  ])('%s', (_, server, pool, expected) => expect(admin(rules(server, pool))).toMatch(expected))

  test('no socket for others', () => {
    expect(admin(`pg_listen: 127.0.0.1\n${rules(rule('world'), rule('world'))}`)).toMatch(/on the servers themselves only$/)
  })
})

test("KD-70: users with the manual's samples, and the built-in keys of a backup repository", () => {
  const users =
    'pg_users: [{ name: a, password: DBUser.Meta, roles: [dbrole_readonly] }, { name: b, password: DBUser.Meta, state: absent }, { name: c, password: Own.Meta }]'
  const [user, ...others] = messages(minimal({ cluster: users }))
  expect(user).toMatch(/^the password of user a in pg-test is like the manual's samples, .*; access rules take it /)
  expect(others).toEqual([])
  const keys = messages(minimal({ cluster: 'pgbackrest_method: minio' }))
  expect(keys.map((message) => message.split(' ')[0]).sort()).toEqual(['cipher_pass', 's3_key_secret'])
})
