import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { labels, pipeline } from './pipeline.js'

test('follows the files of its directory by the one rule for all', () => {
  const { sourceName, source, transformName, transform, program } = pipeline('postgres', 'pg_log_dir: /srv/log\nvector_read_from: end')
  expect([sourceName, transformName]).toEqual(['pglog_raw', 'pglog_logs'])
  expect(source).toMatchObject({ type: 'file', include: ['/srv/log/*.csv'], read_from: 'end' })
  expect(transform).toMatchObject({ type: 'remap', inputs: ['pglog_raw'] })
  for (const label of labels('postgres')) expect(program).toContain(label)
})

test('no pipeline on a host without a log agent', () => {
  expect(compileValid(minimal({ cluster: 'vector_enabled: false' })).has('10.10.10.11', '/etc/vector/postgres.yaml')).toBe(false)
})

test('names every column of csvlog, and keeps records of 13 and older', () => {
  const { program } = pipeline('postgres')
  expect(program).toContain('length(record) < 23 { abort }')
  expect(program).toContain('"user": to_string(record[1])')
  expect(program).toContain('"app": to_string(record[22])')
  expect(program).toContain('"query": to_string(record[25])')
  expect(program).toContain('word = to_string(record[11])')
})
