import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const script = (user: string): string => compileValid(minimal({ cluster: `pg_users: [{ name: bob, ${user} }]` })).file('10.10.10.11', '/pg/tmp/pg-user-bob.sql')

test('what the inventory does not say is not touched', () => {
  const [, role = ''] = script('pgbouncer: true, password: x').split('-- The role\n')
  expect(role).toBe(`SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bob') AS holds \\gset
\\if :holds
CREATE ROLE "bob" LOGIN;
\\endif
SELECT pg_temp.has_password('bob', 'x') AS holds \\gset
\\if :holds
\\else
ALTER ROLE "bob" PASSWORD 'x';
\\endif
COMMENT ON ROLE "bob" IS 'business user bob';
`)
})

test('KD-46: the day of expiry is counted by the server; days win over a day', () => {
  const text = script(`expire_in: 365, expire_at: '2031-12-31'`)
  expect(text).toContain(`SELECT format('ALTER ROLE %I VALID UNTIL %L', 'bob', current_date + 365) \\gexec`)
  expect(text).not.toMatch(/20\d\d/)
  expect(script('expire_at: 2031-12-31')).toContain(`ALTER ROLE "bob" VALID UNTIL '2031-12-31';`)
})

test('KD-45: list settings are split and quoted', () => {
  expect(script('parameters: { search_path: "a; drop table x, B, \\"C,d\\"", a.b: DeFault }')).toContain(
    `ALTER ROLE "bob" RESET "a"."b";\nALTER ROLE "bob" SET "search_path" TO 'a; drop table x', 'b', 'C,d';`,
  )
})

test('a verifier is stored, an empty password is taken away, none is left alone', () => {
  expect(script('password: md52bfadd5437abc0a661500ff146ec92d3')).toContain(`\nALTER ROLE "bob" PASSWORD 'md52bfadd5437abc0a661500ff146ec92d3';`)
  expect(script("password: ''")).toContain('ALTER ROLE "bob" PASSWORD NULL;')
  expect(script('password: null')).not.toContain('PASSWORD')
  expect(script('pgbouncer: true, password: x\\y')).toContain(`PASSWORD E'x\\\\y';`)
})

test('there is a script for every state, and none without pg_provision', () => {
  expect(script('state: absent')).toContain('DROP ROLE "bob";')
  const compiled = compileValid(minimal({ cluster: 'pg_users: [{ name: bob }]\npg_provision: false' }))
  expect(compiled.files.filter(({ path }) => path.startsWith('/pg/tmp/pg-user'))).toEqual([])
})
