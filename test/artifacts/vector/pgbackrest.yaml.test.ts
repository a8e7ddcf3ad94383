import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { labels, pipeline } from './pipeline.js'

test('follows the files of its directory by the one rule for all', () => {
  const { sourceName, source, transformName, transform, program } = pipeline('pgbackrest', 'pgbackrest_log_dir: /srv/log\nvector_read_from: end')
  expect([sourceName, transformName]).toEqual(['pgbackrest_raw', 'pgbackrest_logs'])
  expect(source).toMatchObject({ type: 'file', include: ['/srv/log/*.log'], read_from: 'end' })
  expect(transform).toMatchObject({ type: 'remap', inputs: ['pgbackrest_raw'] })
  for (const label of labels('pgbackrest')) expect(program).toContain(label)
})

test('KD-05: no pipeline where the daemon is off', () => {
  const compiled = compileValid(minimal({ cluster: 'pgbackrest_enabled: false' }))
  expect(compiled.has('10.10.10.11', '/etc/vector/pgbackrest.yaml')).toBe(false)
  expect(compiled.has('10.10.10.11', '/etc/vector/postgres.yaml')).toBe(true)
})

test('KD-53: lines that continue a record belong to it', () => {
  const { source } = pipeline('pgbackrest')
  expect(source.multiline).toMatchObject({ mode: 'halt_before', timeout_ms: 1000 })
})
