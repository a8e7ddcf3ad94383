import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { Installed } from '../../daemons/installed.js'
import { Sandbox } from '../../daemons/postgres.js'

const path = '/pg/bin/pg-role'
const inventory = minimal({ cluster: 'pg_port: 5444\npg_localhost: /tmp\npg_bin_dir: /programs' })
let sandbox: Sandbox
let installed: Installed

beforeEach(() => {
  sandbox = new Sandbox()
  installed = new Installed(sandbox, 'host')
  const psql = new Installed(sandbox, 'host', { '/programs/psql': installed.at('/stub/psql') })
  psql.put(compileValid(inventory), [path])
})
afterEach(() => sandbox.remove())

test('every instance has it, for the database OS user to run', () => {
  for (const cluster of ['', 'patroni_enabled: false\npgbackrest_enabled: false'])
    expect(compileValid(minimal({ cluster })).files.find((one) => one.path === path)).toMatchObject({ owner: 'root', group: 'postgres', mode: '0750' })
})

test.each([
  ['f', 'primary'],
  ['t', 'replica'],
])('%s is a %s, asked of the server of the machine', (answer, role) => {
  installed.stub('psql', `echo ${answer}`)
  expect(installed.run(path)).toEqual({ status: 0, stdout: `${role}\n`, stderr: '' })
  expect(readFileSync(installed.at('/calls'), 'utf8')).toBe('psql -h /tmp -p 5444 -U postgres -d postgres -w -XAtq -c SELECT pg_is_in_recovery() \n')
})

test('no word without an answer', () => {
  installed.stub('psql', 'exit 2')
  expect(installed.run(path)).toEqual({ status: 1, stdout: '', stderr: 'pg-role: no answer from PostgreSQL on /tmp, port 5444\n' })
  installed.stub('psql', 'echo maybe')
  expect(installed.run(path)).toMatchObject({ status: 1, stdout: '' })
})
