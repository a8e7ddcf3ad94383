import { test } from 'vitest'
import { expectErrors, minimal } from '../compile.js'

test('two daemons with one log directory', () => {
  expectErrors(minimal({ cluster: 'pgbouncer_log_dir: /srv/log/\npgbackrest_log_dir: /srv/log' }), [
    { code: 'log-directory', line: 10, message: /pgbouncer_log_dir and pgbackrest_log_dir are both \/srv\/log/ },
  ])
})

test.each(["'/a b'", "'/a*'", "'/a\"b'", "'/a$b'", "'log'"])('patroni_log_dir %s is no place to look for logs', (path) => {
  expectErrors(minimal({ cluster: `patroni_log_dir: ${path}` }), [{ code: 'path-form', line: 10, message: /^patroni_log_dir must/ }])
})
