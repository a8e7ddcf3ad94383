import { expect, test } from 'vitest'
import { readUnit } from '../../../src/emit/read/unit.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/systemd/system/pg_exporter.service'

test('the whole of it', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_dbsu: pgsql' }))
  expect(readUnit(compiled.file('10.10.10.11', path))).toEqual([
    [
      'Unit',
      [
        ['Description', 'Metrics of PostgreSQL'],
        ['After', 'network.target'],
      ],
    ],
    [
      'Service',
      [
        ['EnvironmentFile', '-/etc/default/pg_exporter'],
        ['User', 'pgsql'],
        ['ExecStart', ['/usr/bin/pg_exporter', '$PG_EXPORTER_OPTS']],
        ['ExecReload', ['/usr/bin/kill', '-HUP', '$MAINPID']],
        ['Restart', 'on-failure'],
        ['RestartSec', '5'],
        ['CPUQuota', '10%'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ])
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'root', group: 'root', mode: '0644', secret: false })
})

test('absent with its exporter', () => {
  expect(compileValid(minimal({ cluster: 'pg_exporter_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})
