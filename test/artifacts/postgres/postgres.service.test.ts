import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../../compile.js'
import { unitLines } from '../unit.js'

const path = '/etc/systemd/system/postgres.service'

test('starts the server on its data directory', () => {
  const text = compileValid(minimal({ cluster: 'pg_bin_dir: /opt/pg/bin' })).file('10.10.10.11', path)
  const lines = unitLines(text)
  for (const line of [
    'Type=notify',
    'User=postgres',
    'Environment=PGDATA=/pg/data',
    'ExecStartPre=/usr/bin/test -d ${PGDATA}',
    'ExecStart=/opt/pg/bin/postgres -D ${PGDATA}',
    'ExecReload=/bin/kill -HUP $MAINPID',
    'KillMode=mixed',
    'KillSignal=SIGINT',
    'TimeoutStartSec=infinity',
    'TimeoutStopSec=120',
    'Restart=on-failure',
    'SyslogIdentifier=postgres',
  ])
    expect(lines).toContain(line)
  expect(unitLines(text, 'Unit')).toContain('Wants=network-online.target')
  expect(unitLines(text, 'Install')).toEqual(['WantedBy=multi-user.target'])
})

test('a directory of programs that a unit cannot carry', () => {
  expectErrors(minimal({ cluster: 'pg_bin_dir: /opt/my pg/bin' }), [{ code: 'path-form', line: 10, message: /^pg_bin_dir must not hold a blank/ }])
})
