import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const code = 'setting-void'

test.each([
  [18, 'min_wal_size: 100GB', /^min_wal_size 100GB is more than max_wal_size \(8GB\): the server goes by the latter/],
  [18, 'max_parallel_workers_per_gather: 99', /more than max_parallel_workers/],
  [18, 'vacuum_freeze_table_age: 900000000, autovacuum_freeze_max_age: 200000000', /more than 0\.95 of autovacuum_freeze_max_age \(200000000\)/],
  [18, 'vacuum_failsafe_age: 100', /vacuum_failsafe_age 100 is less than 1\.05 of autovacuum_freeze_max_age/],
  [18, 'autovacuum_max_workers: 17', /more than autovacuum_worker_slots \(by default 16\)/],
  [17, 'max_sync_workers_per_subscription: 20', /more than max_logical_replication_workers \(8\)/],
])('PostgreSQL %i, %s', (version, settings, message) => {
  const found = ofCode(compileValid(minimal({ cluster: `pg_version: ${version}\npg_parameters: { ${settings} }` })), code)
  expect(found).toHaveLength(1)
  expect(found[0]?.message).toMatch(message)
  expect(found[0]?.at.from.line).toBe(11)
})

test.each([
  [17, 'autovacuum_max_workers: 17'],
  [18, 'autovacuum_max_workers: 17, autovacuum_worker_slots: 20'],
  [18, 'min_wal_size: 2GB, max_wal_size: 2GB'],
  [13, 'vacuum_freeze_table_age: 100000000'],
])('PostgreSQL %i, %s is of one mind', (version, settings) => {
  expect(ofCode(compileValid(minimal({ cluster: `pg_version: ${version}\npg_parameters: { ${settings} }` })), code)).toEqual([])
})
