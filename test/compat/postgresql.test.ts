import { expect, test } from 'vitest'
import { hasInitdbOption, hasSetting, takesValue } from '../../src/compat/postgresql.js'

test('a setting is there from its first release on, and gone with the one that dropped it', () => {
  expect([17, 18, 19, 20].map((version) => hasSetting('io_workers', version))).toEqual([false, true, false, false])
  expect([15, 16].map((version) => hasSetting('vacuum_defer_cleanup_age', version))).toEqual([true, false])
  expect([13, 19].map((version) => hasSetting('work_mem', version))).toEqual([true, true])
})

test('a value may be younger than its setting', () => {
  expect([14, 15].map((version) => takesValue('wal_compression', 'lz4', version))).toEqual([false, true])
  expect(takesValue('wal_compression', 'on', 14)).toBe(true)
  expect([17, 18].map((version) => takesValue('log_connections', 'authorization', version))).toEqual([false, true])
  expect(takesValue('io_method', 'sync', 17)).toBe(false)
})

test('options of initdb, and their words', () => {
  expect([16, 17].map((version) => hasInitdbOption('locale-provider=builtin', version))).toEqual([false, true])
  expect([14, 15].map((version) => hasInitdbOption('locale-provider', version))).toEqual([false, true])
  expect([17, 18].map((version) => hasInitdbOption('no-data-checksums', version))).toEqual([false, true])
  expect(hasInitdbOption('encoding', 13)).toBe(true)
})

test('names that JavaScript objects have of themselves are names like others', () => {
  expect([hasSetting('constructor', 18), takesValue('toString', 'x', 18), hasInitdbOption('valueOf', 18)]).toEqual([false, false, true])
})
