import { test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

test('a grantee must be a default role', () => {
  const cluster = `pg_users: [{ name: reader }]\npg_default_privileges: [GRANT SELECT ON TABLES TO reader, GRANT USAGE ON SCHEMAS TO reader]`
  expectErrors(minimal({ cluster }), [{ code: 'privilege-role-missing', message: 'gives to reader' }])
  compileValid(minimal({ cluster: 'pg_default_privileges: ["GRANT SELECT ON TABLES TO PUBLIC, pg_monitor, postgres, dbrole_admin"]' }))
})
