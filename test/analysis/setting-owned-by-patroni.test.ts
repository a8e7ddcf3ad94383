import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'setting-owned-by-patroni'
const findings = (parameters: string) => ofCode(compileValid(minimal({ cluster: `pg_parameters: ${parameters}` })), code)

test.each([
  'port: 5432',
  'cluster_name: x',
  'hot_standby: on',
  'wal_level: replica',
  'max_connections: 5000',
  'max_wal_senders: 5',
  'max_worker_processes: 5',
  'max_prepared_transactions: 5',
  'max_locks_per_transaction: 50',
  'track_commit_timestamp: off',
  'MAX_REPLICATION_SLOTS: 5',
  'wal_log_hints: off',
])('%s', (setting) => {
  const [name = ''] = setting.split(':')
  expectFindings(findings(`{ ${setting} }`), [{ code, line: 10, message: new RegExp(`pg_parameters\\.${name} fights Patroni`) }])
})

test('other settings are free', () => {
  expect(findings('{ work_mem: 1GB, jit: off, shop.port: 1 }')).toEqual([])
})
