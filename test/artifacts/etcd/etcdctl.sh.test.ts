import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { compileValid } from '../../compile.js'
import { three, withEtcd } from './members.js'

const path = '/etc/profile.d/etcdctl.sh'

test('a member offers the endpoints and its certificates, and is itself root where the password can be read', () => {
  const text = compileValid(withEtcd(three)).file('10.10.10.9', path)
  expect(text).toContain('export ETCDCTL_ENDPOINTS=https://10.10.10.10:2379,https://10.10.10.8:2379,https://10.10.10.9:2379\n')
  expect(text).toContain('export ETCDCTL_CACERT=/etc/etcd/ca.crt\n')
  expect(text).toContain('root|dba)\n')
  const { stdout, status } = spawnSync('sh', ['-eu', '-c', `${text}\nprintf '%s' "$ETCDCTL_KEY"`], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, '/etc/etcd/server.key'])
})

test.each(['node_admin_enabled: false', "node_admin_username: ''", 'node_admin_username: root'])('%s leaves root alone', (all) => {
  expect(compileValid(withEtcd(three, '', all)).file('10.10.10.9', path)).toContain('\nroot)\n')
})

test('an infra node that is no member has the certificates of the infra nodes and no user', () => {
  const text = compileValid(withEtcd({ '10.10.10.9': '{ etcd_seq: 1 }' })).file('10.10.10.10', path)
  expect(text).toContain('export ETCDCTL_CERT=/etc/pki/infra.crt\n')
  expect(text).not.toContain('ETCDCTL_USER')
})
