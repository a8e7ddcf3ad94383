import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { labels, pipeline } from './pipeline.js'

test('KD-53: follows the files of its directory by the one rule for all', () => {
  const { sourceName, source, transformName, transform, program } = pipeline('patroni', 'patroni_log_dir: /srv/log\nvector_read_from: end')
  expect([sourceName, transformName]).toEqual(['patroni_raw', 'patroni_logs'])
  expect(source).toMatchObject({ type: 'file', include: ['/srv/log/patroni.log'], read_from: 'end' })
  expect(transform).toMatchObject({ type: 'remap', inputs: ['patroni_raw'] })
  for (const label of labels('patroni')) expect(program).toContain(label)
})

test('KD-05: no pipeline where the daemon is off', () => {
  const compiled = compileValid(minimal({ cluster: 'patroni_enabled: false' }))
  expect(compiled.has('10.10.10.11', '/etc/vector/patroni.yaml')).toBe(false)
  expect(compiled.has('10.10.10.11', '/etc/vector/postgres.yaml')).toBe(true)
})
