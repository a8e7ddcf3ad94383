import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { labels, pipeline } from './pipeline.js'

test('follows the files of its directory by the one rule for all', () => {
  const { sourceName, source, transformName, transform, program } = pipeline('pgbouncer', 'pgbouncer_log_dir: /srv/log\nvector_read_from: end')
  expect([sourceName, transformName]).toEqual(['pgbouncer_raw', 'pgbouncer_logs'])
  expect(source).toMatchObject({ type: 'file', include: ['/srv/log/*.log'], read_from: 'end' })
  expect(transform).toMatchObject({ type: 'remap', inputs: ['pgbouncer_raw'] })
  for (const label of labels('pgbouncer')) expect(program).toContain(label)
})

test('KD-05: no pipeline where the daemon is off', () => {
  const compiled = compileValid(minimal({ cluster: 'pgbouncer_enabled: false' }))
  expect(compiled.has('10.10.10.11', '/etc/vector/pgbouncer.yaml')).toBe(false)
  expect(compiled.has('10.10.10.11', '/etc/vector/postgres.yaml')).toBe(true)
})

test('KD-01: the log of the pool is read', () => {
  expect(pipeline('pgbouncer').source.include).toEqual(['/pg/log/pgbouncer/*.log'])
})
