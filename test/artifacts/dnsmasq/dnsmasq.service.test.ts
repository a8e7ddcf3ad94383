import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { unitLines } from '../unit.js'

test('on infra nodes only, whether or not the service is wanted', () => {
  const path = '/etc/systemd/system/dnsmasq.service'
  const compiled = compileValid(minimal({ all: 'dns_enabled: false' }))
  expect(compiled.has('10.10.10.11', path)).toBe(false)
  expect(unitLines(compiled.file('10.10.10.10', path))).toEqual([
    'Type=forking',
    'PIDFile=/run/dnsmasq.pid',
    'ExecStart=/usr/sbin/dnsmasq',
    'ExecReload=/bin/kill -HUP $MAINPID',
    'Restart=on-failure',
    'RestartSec=5',
  ])
})
