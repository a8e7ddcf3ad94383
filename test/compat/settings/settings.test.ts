import { expect, test } from 'vitest'
import { wantedValue } from '../../../src/compat/settings/check.js'
import { settingFacts, settingNames, settingPresence, settingReleases } from '../../../src/compat/settings/settings.js'

const majors = [13, 14, 15, 16, 17, 18]

/** As many as pg_settings of each release lists, and six that it hides, without those of some builds; an old name counts twice in 18. */
test('the table holds every setting of every release', () => {
  expect(majors.map((version) => settingNames(version).length)).toEqual([337, 352, 359, 367, 383, 404])
})

test.each([
  ['transaction_timeout', ['absent', 'absent', 'absent', 'absent', 'present', 'present']],
  ['force_parallel_mode', ['present', 'present', 'present', 'absent', 'absent', 'absent']],
  ['old_snapshot_threshold', ['present', 'present', 'present', 'present', 'absent', 'absent']],
  ['IO_Method', ['absent', 'absent', 'absent', 'absent', 'absent', 'present']],
  ['output_plugin_libraries', ['present', 'present', 'present', 'present', 'present', 'present']],
  ['shop.thing', ['custom', 'custom', 'custom', 'custom', 'custom', 'custom']],
  ['nonsense', ['absent', 'absent', 'absent', 'absent', 'absent', 'absent']],
])('%s from 13 to 18', (name, presences) => {
  expect(majors.map((version) => settingPresence(name, version))).toEqual(presences)
})

test('what a later release will have is not settled', () => {
  expect([settingPresence('some_future_setting', 19), settingPresence('work_mem', 19), settingPresence('io_workers', 19)]).toEqual([
    'unsettled',
    'present',
    'absent',
  ])
})

test('a setting changes its type, bounds and context from a release on', () => {
  expect(majors.map((version) => settingFacts('wal_compression', version)?.type)).toEqual(['boolean', 'boolean', 'enum', 'enum', 'enum', 'enum'])
  expect(majors.map((version) => settingFacts('maintenance_work_mem', version)?.min)).toEqual([1024, 1024, 1024, 1024, 64, 64])
  expect(majors.map((version) => settingFacts('restore_command', version)?.context)).toEqual(['postmaster', 'sighup', 'sighup', 'sighup', 'sighup', 'sighup'])
  expect([17, 18].map((version) => settingFacts('autovacuum_max_workers', version)?.context)).toEqual(['postmaster', 'sighup'])
  expect(settingFacts('work_mem', 18)).toEqual({ type: 'integer', context: 'user', unit: 'kB', min: 64, max: 2147483647 })
})

test.each([
  [14, 'log_destination', 'stderr, jsonlog', 'a comma list of stderr, syslog, csvlog'],
  [15, 'log_destination', 'STDERR,"jsonlog"', undefined],
  [17, 'log_connections', 'receipt', 'on or off'],
  [18, 'log_connections', 'receipt, all', undefined],
  [18, 'log_connections', 'on', undefined],
  [18, 'log_connections', 'on, receipt', 'a comma list of receipt, authentication, authorization, setup_durations, all'],
  [13, 'password_encryption', 'on', undefined],
  [14, 'password_encryption', 'on', 'one of md5, scram-sha-256'],
  [18, 'work_mem', '64 mb', 'a whole number with a unit of B, kB, MB, GB, TB (kB where there is none)'],
  [18, 'work_mem', '1kB', 'from 64 to 2147483647 kB'],
  [18, 'max_connections', '0', 'from 1 to 262143'],
  [18, 'random_page_cost', '-1', 'at least 0'],
  [18, 'random_page_cost', 'cheap', 'a number, without a unit'],
  [18, 'ssl_min_protocol_version', 'TLSv2', 'one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3'],
  [18, 'search_path', 'anything', undefined],
])('PostgreSQL %i: %s = %j must be %s', (version, name, value, wanted) => {
  const facts = settingFacts(name, version)
  expect(facts).toBeDefined()
  if (facts !== undefined) expect(wantedValue(facts, value)).toBe(wanted)
})

test('since when and until when', () => {
  expect(settingReleases('transaction_timeout')).toMatchObject({ since: 17 })
  expect(settingReleases('vacuum_defer_cleanup_age')).toMatchObject({ until: 16 })
  expect(settingReleases('constructor')).toBeUndefined()
})
