import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { Installed } from '../../daemons/installed.js'
import { Sandbox } from '../../daemons/postgres.js'

const path = '/pg/bin/pg-failover-callback'
let sandbox: Sandbox
let installed: Installed

beforeEach(() => {
  sandbox = new Sandbox()
  installed = new Installed(sandbox, 'host')
  installed.put(compileValid(minimal()), [path])
})
afterEach(() => sandbox.remove())

test('the file that patroni.yml names, for its user to run', () => {
  const { files, file } = compileValid(minimal())
  expect(files.find((one) => one.path === path)).toMatchObject({ owner: 'root', group: 'postgres', mode: '0750', component: 'patroni' })
  expect(file('10.10.10.11', '/etc/patroni/patroni.yml')).toContain(path)
  expect(compileValid(minimal({ cluster: 'patroni_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})

test('one line in the system log', () => {
  installed.stub('logger')
  expect(installed.run(path, ['on_role_change', 'primary', 'pg-test'])).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(readFileSync(installed.at('/calls'), 'utf8')).toBe(
    'logger -t pg-failover-callback -p daemon.notice -- pg-test-1: on_role_change, role primary, scope pg-test \n',
  )
})

test('without a log the line is printed; without arguments it does not fail either', () => {
  installed.stub('logger', 'exit 1')
  expect(installed.run(path, ['on_stop', 'replica', 'pg-test'])).toEqual({ status: 0, stdout: 'pg-test-1: on_stop, role replica, scope pg-test\n', stderr: '' })
  expect(installed.run(path)).toMatchObject({ status: 0, stderr: '' })
})
