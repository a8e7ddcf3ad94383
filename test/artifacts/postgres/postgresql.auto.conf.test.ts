import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPgconf } from '../../../src/emit/read/pgconf.js'
import { compileText, compileValid, expectErrors, minimal } from '../../compile.js'

const path = '/pg/data/postgresql.auto.conf'
const host = '10.10.10.11'

/** The lines that are no comments. */
function lines(parameters: string): string[] {
  return compileValid(minimal({ cluster: `pg_parameters: ${parameters}` }))
    .file(host, path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
}

test.each([
  ['{ work_mem: 64MB }', "work_mem = '64MB'"],
  ['{ log_line_prefix: "it\'s \\\\ %m" }', "log_line_prefix = 'it''s \\\\ %m'"],
  ['{ jit: off }', "jit = 'off'"],
  ['{ jit: true }', "jit = 'on'"],
  ['{ statement_timeout: 0 }', "statement_timeout = '0'"],
  ['{ random_page_cost: 1.10 }', "random_page_cost = '1.1'"],
  ['{ application_name: "" }', "application_name = ''"],
  ['{ log_line_prefix: "a\\tb\\nc\\rd" }', "log_line_prefix = 'a\\tb\\nc\\rd'"],
  ["{ shop.file: 'C:\\new' }", "shop.file = 'C:\\\\new'"],
])('KD-22: %s', (parameters, line) => {
  expect(lines(parameters)).toEqual([line])
})

test.each([
  ["{ session_preload_libraries: 'a, b' }", "session_preload_libraries = 'a, b'"],
  ['{ session_preload_libraries: [a, b] }', "session_preload_libraries = 'a, b'"],
  ["{ session_preload_libraries: [a-b, 'c d', '\"e\"'] }", `session_preload_libraries = '"a-b", "c d", "e"'`],
  ['{ session_preload_libraries: "\'a, b\'" }', "session_preload_libraries = 'a, b'"],
  ['{ search_path: \'"$user", public\' }', `search_path = '"$user", public'`],
  ['{ search_path: [$user, public] }', `search_path = '"$user", public'`],
  ["{ search_path: \"'it''s'\" }", "search_path = 'it''s'"],
  ["{ temp_tablespaces: '' }", "temp_tablespaces = ''"],
  ['{ temp_tablespaces: [] }', "temp_tablespaces = ''"],
])('KD-23: %s', (parameters, line) => {
  expect(lines(parameters)).toEqual([line])
})

test('is there without a setting, belongs to the database user, and is empty', () => {
  for (const parameters of ['{}', '~']) expect(lines(parameters)).toEqual([])
  const file = compileValid(minimal()).files.find((found) => found.path === path)
  expect(file).toMatchObject({ owner: 'postgres', group: 'postgres', mode: '0600', secret: false, instance: 'pg-test-1' })
})

test('is on every member, and not where Patroni is off', () => {
  const members = { [host]: '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  expect(compileValid(minimal({ members })).has('10.10.10.12', path)).toBe(true)
  expect(compileText(minimal({ cluster: 'patroni_enabled: false' })).has(host, path)).toBe(false)
})

test('does not depend on the order of the map', () => {
  expect(lines('{ work_mem: 1GB, jit: off, log_statement: all }')).toEqual(lines('{ log_statement: all, work_mem: 1GB, jit: off }'))
})

test.each(['primary_conninfo: host=a password=b', 'ssl_passphrase_command: cat', 'shop.api_token: abc'])('%s may hold a credential', (parameter) => {
  const file = compileValid(minimal({ cluster: `pg_parameters: { ${parameter} }` })).files.find((found) => found.path === path)
  expect(file?.secret).toBe(true)
})

test('whatever text a value is, the server reads that text', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !/[\0{]/.test(value))
  fc.assert(
    fc.property(text, (value) => {
      const file = compileValid(minimal({ cluster: `pg_parameters: { log_line_prefix: ${JSON.stringify(value)} }` })).file(host, path)
      expect(readPgconf(file)).toEqual([['log_line_prefix', value]])
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['[a]', 'value-type', /pg_parameters must be a map/],
  ['{ bad-name: 1 }', 'server-setting-name', /bad-name/],
  ["{ 'bad name': 1 }", 'server-setting-name', /bad name/],
  ['{ a.b.c: 1 }', 'server-setting-name', /at most one dot/],
  ['{ 1a: 1 }', 'server-setting-name', /1a/],
  ['{ "work_mem\\n": 1 }', 'server-setting-name', /no name of a setting/],
  ['{ work_mem: 1GB, WORK_MEM: 2GB }', 'server-setting-name', /WORK_MEM.*work_mem/],
  ['{ work_mem: }', 'server-setting-value', /work_mem has no value/],
  ['{ work_mem: { a: b } }', 'server-setting-value', /not a map/],
  ['{ work_mem: [1GB] }', 'server-setting-value', /not a list/],
  ['{ search_path: [[a]] }', 'server-setting-value', /not a list/],
  ['{ work_mem: "a\\0b" }', 'server-setting-value', /NUL/],
])('bad input: %s', (parameters, code, message) => {
  expectErrors(minimal({ cluster: `pg_parameters: ${parameters}` }), [{ code, line: 10, message }])
})

test('an error names the setting and not its value', () => {
  const { diagnostics } = compileText(minimal({ cluster: 'pg_parameters: { primary_conninfo: "geheim\\0" }' }))
  expect(diagnostics.map(({ message }) => message).join()).toContain('pg_parameters.primary_conninfo')
  expect(diagnostics.map(({ message }) => message).join()).not.toContain('geheim')
})

test('the same name twice points at both places', () => {
  const { diagnostics } = compileText(minimal({ cluster: 'pg_parameters:\n  jit: off\n  Jit: on' }))
  const found = diagnostics.find(({ code }) => code === 'server-setting-name')
  expect([found?.at.from.line, found?.related[0]?.at.from.line]).toEqual([12, 11])
})
