import { expect, test } from 'vitest'
import { readUnit } from '../../../src/emit/read/unit.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/systemd/system/node_exporter.service'

test('the whole of it', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_dbsu: pgsql' }))
  expect(readUnit(compiled.file('10.10.10.11', path))).toEqual([
    ['Unit', [['Description', 'Metrics of the machine']]],
    [
      'Service',
      [
        ['EnvironmentFile', '-/etc/default/node_exporter'],
        ['User', 'root'],
        ['ExecStart', ['/usr/bin/node_exporter', '$NODE_EXPORTER_OPTS']],
        ['Restart', 'on-failure'],
        ['RestartSec', '5'],
        ['CPUQuota', '30%'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ])
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'root', group: 'root', mode: '0644', secret: false })
})

test('absent with its exporter', () => {
  expect(compileValid(minimal({ cluster: 'node_exporter_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})
