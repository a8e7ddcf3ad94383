import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

test('the default rules: 17 lines, in the grammar of PgBouncer', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_dbsu: dbsu\npg_monitor_username: dbuser_monitor' }))
  const text = compiled.file('10.10.10.11', '/etc/pgbouncer/pgb_hba.conf')
  const lines = text.split('\n').filter((line) => /^[a-z]/.test(line))
  expect(lines).toHaveLength(17)
  expect(lines[0]?.replace(/ +/g, ' ')).toBe('local pgbouncer dbsu peer')
  expect(text).not.toMatch(/^[^#]*(\+|ident)/m)
  expect(compiled.files.find(({ path }) => path.endsWith('/pgb_hba.conf'))).toMatchObject({ owner: 'dbsu', group: 'postgres', mode: '0600' })
})
