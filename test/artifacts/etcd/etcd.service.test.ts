import { expect, test } from 'vitest'
import { compileValid } from '../../compile.js'
import { unitLines } from '../unit.js'
import { three, withEtcd } from './members.js'

test('runs in its data directory, and is killed last', () => {
  const compiled = compileValid(withEtcd(three, 'etcd_data: /srv/etcd'))
  const lines = unitLines(compiled.file('10.10.10.8', '/etc/systemd/system/etcd.service'))
  for (const line of [
    'Type=notify',
    'User=etcd',
    'WorkingDirectory=/srv/etcd',
    'ExecStart=/usr/bin/etcd --config-file /etc/etcd/etcd.conf',
    'TimeoutStartSec=60',
    'LimitNOFILE=65536',
    'OOMScoreAdjust=-1000',
  ])
    expect(lines).toContain(line)
  expect(compiled.has('10.10.10.11', '/etc/systemd/system/etcd.service')).toBe(false)
})
