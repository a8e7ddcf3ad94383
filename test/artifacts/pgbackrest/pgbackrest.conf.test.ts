import { describe, expect, test } from 'vitest'
import { readPgbackrest } from '../../../src/emit/read/pgbackrest.js'
import { type Compiled, compileValid, machine, minimal } from '../../compile.js'

const path = '/etc/pgbackrest/pgbackrest.conf'

function sections(compiled: Compiled): Record<string, Record<string, string>> {
  return Object.fromEntries(readPgbackrest(compiled.file('10.10.10.11', path)).map(([name, settings]) => [name, Object.fromEntries(settings)]))
}

test('the whole of it with the local repository', () => {
  expect(sections(compileValid(minimal({ cluster: 'pg_port: 5555\npgbackrest_log_dir: /var/log/br' })))).toEqual({
    'pg-test': { 'pg1-path': '/pg/data', 'pg1-port': '5555' },
    global: {
      annotation: 'pg_cluster=pg-test',
      'archive-async': 'y',
      'archive-push-queue-max': '4GiB',
      'compress-type': 'zst',
      delta: 'y',
      'expire-auto': 'y',
      'log-level-console': 'info',
      'log-level-file': 'info',
      'log-path': '/var/log/br',
      'spool-path': '/pg/spool',
      'start-fast': 'y',
      'repo1-path': '/pg/backup',
      'repo1-retention-full': '2',
      'repo1-retention-full-type': 'count',
    },
    'global:backup': { 'process-max': '2' },
    'global:restore': { 'process-max': '4' },
    'global:archive-get': { 'process-max': '2' },
    'global:archive-push': { 'process-max': '2' },
  })
})

test.each([
  [1, 2, 1],
  [3, 2, 3],
  [8, 2, 8],
  [9, 3, 8],
  [12, 3, 8],
  [16, 4, 8],
  [32, 4, 8],
])('%i processors', (cpus, beside, restore) => {
  const all = sections(compileValid(minimal(), { facts: machine.replace('node_cpu: 4', `node_cpu: ${cpus}`) }))
  expect([all['global:backup'], all['global:archive-get'], all['global:archive-push']]).toEqual(Array(3).fill({ 'process-max': String(beside) }))
  expect(all['global:restore']).toEqual({ 'process-max': String(restore) })
})

test('IvorySQL has a version and a WAL header of its own', () => {
  expect(sections(compileValid(minimal({ cluster: 'pg_mode: ivory\npg_version: 17' })))['pg-test']).toEqual({
    'pg1-path': '/pg/data',
    'pg1-port': '5432',
    'archive-header-check': 'n',
    'pg-version-force': '17',
  })
})

describe('the file', () => {
  test('KD-39: belongs to the server and its group, with one mode', () => {
    const file = compileValid(minimal({ cluster: 'pg_dbsu: pg' })).files.find((each) => each.path === path)
    expect(file).toMatchObject({ owner: 'pg', group: 'postgres', mode: '0640', secret: false, instance: 'pg-test-1' })
  })

  test('is a secret with a credential in it', () => {
    expect(compileValid(minimal({ cluster: 'pgbackrest_method: minio' })).files.find((each) => each.path === path)?.secret).toBe(true)
  })

  test('KD-05: is not there without pgBackRest', () => {
    expect(compileValid(minimal({ cluster: 'pgbackrest_enabled: false' })).has('10.10.10.11', path)).toBe(false)
  })
})
