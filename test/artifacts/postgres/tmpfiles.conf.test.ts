import { expect, test } from 'vitest'
import { readLines } from '../../../src/emit/read/lines.js'
import { compileValid, minimal } from '../../compile.js'

test('the directory of the sockets belongs to the database OS user', () => {
  const text = compileValid(minimal({ cluster: 'pg_dbsu: dbsu' })).file('10.10.10.11', '/etc/tmpfiles.d/postgresql.conf')
  expect(readLines(text)).toEqual(['d /var/run/postgresql 0755 dbsu postgres -'])
})
