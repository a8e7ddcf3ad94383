import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'extension-library'
const found = (cluster: string) => ofCode(compileValid(minimal({ cluster })), code)
const database = (extensions: string) => `pg_databases: [{ name: d, extensions: [${extensions}] }]`

test('what is not loaded', () => {
  expectFindings(found(database('timescaledb, { name: pg_cron }, postgis')), [
    {
      code,
      line: 10,
      message:
        'extension timescaledb in database d needs the library timescaledb, and pg_libs of pg-test loads `pg_stat_statements, auto_explain`: CREATE EXTENSION fails',
    },
    { code, line: 10, message: 'extension pg_cron' },
  ])
})

test('pg_libs without what the built-in extensions need', () => {
  expectFindings(found('pg_libs: auto_explain'), [{ code, line: 9, message: 'extension pg_stat_statements of pg_default_extensions' }])
})

test('pg_parameters decides over pg_libs', () => {
  const setting = (libraries: string) => `pg_parameters: { shared_preload_libraries: '${libraries}' }`
  expectFindings(found(`pg_libs: timescaledb, pg_stat_statements\n${database('timescaledb')}\n${setting('pg_stat_statements')}`), [{ code, line: 11 }])
  expectFindings(found(`${database('timescaledb')}\n${setting('timescaledb, "pg_stat_statements"')}`), [])
})

test('Patroni loads Citus; what goes away or is not provisioned needs nothing', () => {
  expectFindings(found(`pg_mode: citus\npg_shard: s\npg_group: 0\n${database('citus')}`), [])
  expectFindings(found(database('{ name: pg_cron, state: absent }')), [])
  expectFindings(found(`pg_databases: [{ name: d, state: absent, extensions: [pg_cron] }]`), [])
  expectFindings(found(`pg_provision: false\n${database('pg_cron')}`), [])
  expectFindings(found(`patroni_enabled: false\n${database('pg_cron')}`), [])
})
