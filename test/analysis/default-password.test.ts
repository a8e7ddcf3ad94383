import { expect, test } from 'vitest'
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
  expect(found).toContain('patroni_password of pg-a, pg-b is the documented default, which everybody can read')
  const [written] = ofCode(compileText(silent), code).filter(({ at }) => at.from.line === 6 && at.from.column > 100)
  expect(written?.message).toMatch(/^pg_admin_password of pg-b /)
})

test("KD-70: etcd's password is the name of the cluster", () => {
  const found = messages(minimal({ cluster: 'pg_etcd_password: pg-test' }))
  expect(found).toEqual(["pg_etcd_password of pg-test is the cluster's own name, which everybody can guess"])
})

test('KD-70: the former default of HAProxy; none where its page asks for no password', () => {
  expect(messages(minimal({ cluster: 'haproxy_admin_password: haproxy' }))).toHaveLength(1)
  expect(messages(minimal({ cluster: 'haproxy_admin_password: haproxy\nhaproxy_auth_enabled: false' }))).toEqual([])
})
