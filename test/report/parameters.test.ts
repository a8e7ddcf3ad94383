import { expect, test } from 'vitest'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { parameterNames } from '../../src/catalog/catalog.js'
import { describeParameter, listParameters, parametersPage } from '../../src/report/parameters.js'
import { expectGoldenFile } from '../golden/tree.js'

test('schema/parameters.md is what the catalogue and the artifacts say', () => {
  expectGoldenFile('schema/parameters.md', parametersPage(artifacts))
})

test('one parameter in full', () => {
  expect(describeParameter('pg_max_conn', artifacts)).toBe(
    [
      'pg_max_conn',
      '  Connection limit of the server, or auto to take the profile default.',
      '',
      '  Value:          `auto` or integer from 20',
      '  Default:        auto',
      '  Level:          a cluster',
      '  A change needs: restart postgres (bootstrap.dcs of patroni.yml is read only once, when the cluster is created: bring a later value in with patronictl edit-config)',
      '  Acts in:        patroni/patroni.yml',
      '',
    ].join('\n'),
  )
})

test('what it holds, where it holds objects', () => {
  const text = describeParameter('pg_users', artifacts)
  expect(text).toContain('Value:          list of objects: User or role')
  expect(text).toMatch(/^ {4}pool_mode +Pooling mode of the user\. \(one of transaction, session, statement; default none\)$/m)
})

test.each([
  ['vip_address', 'none; required where vip_enabled is true'],
  ['pg_seq', 'none; required'],
  ['pg_upstream', 'none'],
  ['pg_dbsu_password', '""'],
] as const)('the default of %s', (name, expected) => {
  expect(describeParameter(name, artifacts)).toContain(`  Default:        ${expected}\n`)
})

test('former names are told', () => {
  expect(describeParameter('pg_group', artifacts)).toContain('  Former names:   pg_sindex\n')
})

test('the list has every parameter', () => {
  const lines = listParameters().split('\n')
  expect(lines.filter((line) => line.startsWith('  ')).map((line) => line.trim().split(' ')[0])).toEqual(parameterNames)
})
