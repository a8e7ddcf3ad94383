import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'collectors-foreign'

test('a file of the operator is named with the place where it has to be, and the compiled one is not written', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_exporter_config: mine.yml' }))
  expectFindings(ofCode(compiled, code), [{ code, line: 10, message: /`mine\.yml`.*as \/etc\/pg_exporter\.yml/ }])
  expect(compiled.has('10.10.10.11', '/etc/pg_exporter.yml')).toBe(false)
  expect(compiled.has('10.10.10.11', '/etc/pgbouncer_exporter.yml')).toBe(true)
})

test('so is one of a remote server', () => {
  const infra = '{ infra_seq: 1, nodename: infra-1, pg_exporters: { 20001: { pg_cluster: rds, pg_seq: 1, pg_host: 10.50.0.1, pg_exporter_config: r.yml } } }'
  const compiled = compileValid(minimal({ infra }))
  expectFindings(ofCode(compiled, code), [{ code, line: 3, message: '/etc/pg_exporter/pg_exporter_rds-1.yml' }])
})

test('nobody minds while the exporter is off', () => {
  expect(ofCode(compileValid(minimal({ cluster: 'pg_exporter_config: mine.yml\npg_exporter_enabled: false' })), code)).toEqual([])
})
