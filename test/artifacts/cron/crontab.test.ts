import { expect, test } from 'vitest'
import { compileValid, expectErrors, machine, minimal } from '../../compile.js'

const line = "'00 01 * * * /pg/bin/pg-backup full'"

function table(cluster: string, facts = machine) {
  return compileValid(minimal({ cluster }), { facts }).files.find(({ artifact }) => artifact === 'cron/crontab')
}

test('a head and the lines as they are', () => {
  expect(table(`pg_crontab: [${line}, '@daily /pg/bin/pg-vacuum', '# a comment of the operators']`)?.text.split('\n').slice(1)).toEqual([
    'SHELL=/bin/bash',
    'PATH=/usr/pgsql/bin:/pg/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin',
    'MAILTO=""',
    '00 01 * * * /pg/bin/pg-backup full',
    '@daily /pg/bin/pg-vacuum',
    '# a comment of the operators',
    '',
  ])
})

test('KD-52: the place and the group of each distribution, also of a renamed user', () => {
  expect(table(`pg_dbsu: dbsu\npg_crontab: [${line}]`)).toMatchObject({ path: '/var/spool/cron/dbsu', owner: 'dbsu', group: 'postgres', mode: '0600' })
  const deb = table(`pg_dbsu: dbsu\npg_crontab: [${line}]`, machine.replace('rpm', 'deb'))
  expect(deb).toMatchObject({ path: '/var/spool/cron/crontabs/dbsu', owner: 'dbsu', group: 'crontab', mode: '0600' })
})

test('no file where there is nothing to do', () => {
  expect(table('pg_crontab: []')).toBeUndefined()
})

test.each([
  ["['* * * * *']", /must have minute, hour/],
  ["['@daily']", /needs a command/],
  ['[7]', /must be text/],
  ['["0 1 * * * a\\nb"]', /must be one line/],
  ["'0 1 * * 0,6 a'", /must be a list/],
])('pg_crontab: %s', (value, message) => {
  expectErrors(minimal({ cluster: `pg_crontab: ${value}` }), [{ code: 'cron-line', line: 10, message }])
})
