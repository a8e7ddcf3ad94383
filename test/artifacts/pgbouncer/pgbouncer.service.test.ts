import { expect, test } from 'vitest'
import { compileValid, machine, minimal } from '../../compile.js'
import { unitLines } from '../unit.js'

const path = '/etc/systemd/system/pgbouncer.service'

test('stops by SIGINT, which is safe in every version', () => {
  const lines = unitLines(compileValid(minimal({ cluster: 'pg_dbsu: dbsu' })).file('10.10.10.11', path))
  for (const line of [
    'User=dbsu',
    'Environment=BOUNCERCONF=/etc/pgbouncer/pgbouncer.ini',
    'PIDFile=/run/postgresql/pgbouncer.pid',
    'ExecStart=/usr/bin/pgbouncer ${BOUNCERCONF}',
    'ExecReload=/usr/bin/kill -HUP $MAINPID',
    'KillSignal=SIGINT',
    'TimeoutSec=300',
    'RestartSec=5s',
    'LimitNOFILE=655360',
  ])
    expect(lines).toContain(line)
})

test('the program is where the distribution puts it', () => {
  const facts = machine.replace('rpm', 'deb')
  expect(unitLines(compileValid(minimal(), { facts }).file('10.10.10.11', path))).toContain('ExecStart=/usr/sbin/pgbouncer ${BOUNCERCONF}')
})

test('no unit without a pool', () => {
  expect(compileValid(minimal({ cluster: 'pgbouncer_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})
