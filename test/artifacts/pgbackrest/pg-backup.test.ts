import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { Installed } from '../../daemons/installed.js'
import { Sandbox } from '../../daemons/postgres.js'

const path = '/pg/bin/pg-backup'
let sandbox: Sandbox
let installed: Installed

beforeEach(() => {
  sandbox = new Sandbox()
  installed = new Installed(sandbox, 'host')
  installed.put(compileValid(minimal()), [path])
})
afterEach(() => sandbox.remove())

function role(text: string): void {
  installed.write('/pg/bin/pg-role', `#!/bin/bash\n${text}\n`, 0o755)
}

/** What pgbackrest was asked, without the place of its configuration. */
function calls(): string[] {
  if (!existsSync(installed.at('/calls'))) return []
  const option = `--config=${installed.at('/etc/pgbackrest/pgbackrest.conf')} --stanza=pg-test `
  return readFileSync(installed.at('/calls'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().replace(option, ''))
}

test('only where pgBackRest is on', () => {
  expect(compileValid(minimal()).files.find((one) => one.path === path)).toMatchObject({
    owner: 'root',
    group: 'postgres',
    mode: '0750',
    instance: 'pg-test-1',
  })
  expect(compileValid(minimal({ cluster: 'pgbackrest_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})

test.each(['full', 'diff', 'incr'])('%s on the primary', (kind) => {
  role('echo primary')
  installed.stub('pgbackrest')
  expect(installed.run(path, [kind])).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(calls()).toEqual([`pgbackrest --type=${kind} backup`])
})

test.each([
  ['[{"backup":[],"name":"pg-test"}]', 'full'],
  ['[{"backup":[{"label":"20300101-000000F","type":"full"}],"name":"pg-test"}]', 'incr'],
])('without an argument, with %s: %s', (info, kind) => {
  role('echo primary')
  installed.stub('pgbackrest', `case "$*" in *info) echo '${info}' ;; esac`)
  expect(installed.run(path).status).toBe(0)
  expect(calls()).toEqual(['pgbackrest --output=json info', `pgbackrest --type=${kind} backup`])
})

test('a replica says so and does nothing', () => {
  role('echo replica')
  installed.stub('pgbackrest')
  expect(installed.run(path, ['full'])).toEqual({
    status: 0,
    stdout: 'pg-backup: pg-test is backed up on its primary, and this member is a replica; nothing to do\n',
    stderr: '',
  })
  expect(calls()).toEqual([])
})

test('it fails where the server does not answer, the repository does not, or the backup fails', () => {
  installed.stub('pgbackrest', 'exit 56')
  role('echo no answer >&2; exit 1')
  expect(installed.run(path, ['full'])).toEqual({ status: 1, stdout: '', stderr: 'no answer\n' })
  expect(calls()).toEqual([])
  role('echo primary')
  expect(installed.run(path).status).toBe(56)
  expect(installed.run(path, ['full']).status).toBe(56)
})

test.each([['all'], ['full', 'incr'], [''], ['-x']])('%s is no argument', (...args) => {
  expect(installed.run(path, args)).toEqual({ status: 2, stdout: '', stderr: 'usage: pg-backup [full|diff|incr]\n' })
})
