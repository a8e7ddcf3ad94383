import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { unitLines } from '../unit.js'

const path = '/etc/systemd/system/haproxy.service'
const command = '/usr/sbin/haproxy -Ws -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d'

test('checks before it starts and before it reloads', () => {
  const lines = unitLines(compileValid(minimal()).file('10.10.10.10', path))
  expect(lines.filter((line) => line.startsWith('Exec'))).toEqual([
    `ExecStartPre=${command} -c -q $EXTRAOPTS`,
    `ExecStart=${command} $EXTRAOPTS`,
    `ExecReload=${command} -c -q $EXTRAOPTS`,
    'ExecReload=/bin/kill -USR2 $MAINPID',
  ])
  for (const line of [
    'Type=notify',
    'KillMode=mixed',
    'SuccessExitStatus=143',
    'Restart=always',
    'LimitNOFILE=4194304',
    'EnvironmentFile=-/etc/default/haproxy',
  ])
    expect(lines).toContain(line)
})

test('no unit on a host without HAProxy', () => {
  expect(compileValid(minimal({ infra: '{ infra_seq: 1, nodename: infra-1, haproxy_enabled: false }' })).has('10.10.10.10', path)).toBe(false)
})
