import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { unitLines } from '../unit.js'

const path = '/etc/systemd/system/vector.service'

test('runs as root with the options of its environment file', () => {
  const lines = unitLines(compileValid(minimal()).file('10.10.10.11', path))
  expect(lines).toEqual([
    'User=root',
    'EnvironmentFile=-/etc/default/vector',
    'ExecStart=/usr/bin/vector $VECTOR_OPTS',
    'ExecReload=/bin/kill -HUP $MAINPID',
    'Restart=on-failure',
    'RestartSec=5',
    'LimitNOFILE=655360',
  ])
})

test('no unit where vector_enabled is false', () => {
  expect(compileValid(minimal({ cluster: 'vector_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})
