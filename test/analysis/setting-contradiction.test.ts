import { expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'setting-contradiction'

test.each([
  ['port: 5555', /pg_parameters\.port is `5555`, and by pg_port everything else expects 5432/],
  ["listen_addresses: '127.0.0.1'", /by pg_listen everything else expects 0\.0\.0\.0/],
  ['data_directory: /x', /by pg_data everything else expects \/pg\/data/],
  ['hba_file: /x', /expects \/pg\/data\/pg_hba\.conf/],
  ['config_file: /x', /expects \/pg\/data\/postgresql\.conf/],
  ['Unix_Socket_Directories: [/run/mine]', /by pg_localhost everything else expects \/var\/run\/postgresql/],
])('%s', (setting, message) => {
  expectErrors(minimal({ cluster: `pg_parameters: { ${setting} }` }), [{ code, line: 10, message }])
})

test('what says the same is no contradiction', () => {
  const settings =
    "{ port: 5499, listen_addresses: '127.0.0.1, 10.10.10.11', hba_file: /pg/data/pg_hba.conf, unix_socket_directories: [/tmp, /var/run/postgresql] }"
  const cluster = `pg_parameters: ${settings}\npg_port: 5499\npg_listen: '\${ip},\${lo}'`
  expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
})

test('without Patroni the file is not written', () => {
  expect(ofCode(compileText(minimal({ cluster: 'patroni_enabled: false\npg_parameters: { port: 1 }' })), code)).toEqual([])
})
