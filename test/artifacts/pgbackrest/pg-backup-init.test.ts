import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'
import { Installed } from '../../daemons/installed.js'
import { Sandbox } from '../../daemons/postgres.js'

const path = '/pg/bin/pg-backup-init'
const none = '[{"backup":[],"name":"pg-test"}]'
const one = '[{"backup":[{"label":"20300101-000000F","type":"full"}],"name":"pg-test"}]'
let sandbox: Sandbox
let installed: Installed

beforeEach(() => {
  sandbox = new Sandbox()
  installed = new Installed(sandbox, 'host')
})
afterEach(() => sandbox.remove())

/** What the script of such a member calls, without the place of pgbackrest's configuration, and what it prints. */
function calls(cluster: string, role: 'primary' | 'replica', info = none): string[] {
  installed.put(compileValid(minimal({ cluster })), [path])
  installed.write('/pg/bin/pg-role', `#!/bin/bash\necho ${role}\n`, 0o755)
  installed.write('/pg/bin/pg-backup', `#!/bin/bash\necho pg-backup "$@" >> ${installed.at('/calls')}\n`, 0o755)
  installed.stub('pgbackrest', `case "$*" in *info) echo '${info}' ;; esac`)
  const { status, stdout, stderr } = installed.run(path)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const option = `--config=${installed.at('/etc/pgbackrest/pgbackrest.conf')} --stanza=pg-test `
  const text = (existsSync(installed.at('/calls')) ? readFileSync(installed.at('/calls'), 'utf8') : '') + stdout
  return text.split('\n').flatMap((line) => (line === '' ? [] : [line.trim().replace(option, '')]))
}

const whole = ['pgbackrest stanza-create', 'pgbackrest check', 'pgbackrest --output=json info']

describe('repository of each member', () => {
  test('KD-86: the primary makes its stanza, and takes the first backup', () => {
    expect(calls('', 'primary')).toEqual([...whole, 'pg-backup full'])
  })

  test('a replica makes the stanza for the day that it is promoted', () => {
    expect(calls('', 'replica')).toEqual(['pgbackrest --no-online stanza-create'])
  })
})

describe('one repository for all', () => {
  test('the primary as before', () => {
    expect(calls('pgbackrest_method: minio', 'primary')).toEqual([...whole, 'pg-backup full'])
  })

  test('a replica, and the leader of a standby cluster, leave it alone', () => {
    expect(calls('pgbackrest_method: minio', 'replica')).toEqual([
      'pg-backup-init: the repository of pg-test is shared and its primary makes it ready; this member is a replica; nothing to do',
    ])
  })
})

test('no first backup where none is wanted, or one is there', () => {
  expect(calls('pgbackrest_init_backup: false', 'primary')).toEqual(whole)
  expect(calls('', 'primary', one).slice(whole.length)).toEqual(whole)
})

test('it stops where the stanza cannot be made', () => {
  installed.put(compileValid(minimal()), [path])
  installed.write('/pg/bin/pg-role', '#!/bin/bash\necho primary\n', 0o755)
  installed.stub('pgbackrest', 'exit 28')
  expect(installed.run(path).status).toBe(28)
  expect(readFileSync(installed.at('/calls'), 'utf8')).not.toContain('check')
})

test('it waits for an archiver that holds the lock, but not for ever', () => {
  installed.put(compileValid(minimal()), [path])
  installed.write('/pg/bin/pg-role', '#!/bin/bash\necho replica\n', 0o755)
  installed.stub('sleep')
  installed.stub('pgbackrest', `[[ $(grep -c pgbackrest ${installed.at('/calls')}) -ge 3 ]] || exit 50`)
  expect(installed.run(path).status).toBe(0)
  const call = `pgbackrest --config=${installed.at('/etc/pgbackrest/pgbackrest.conf')} --stanza=pg-test --no-online stanza-create `
  expect(readFileSync(installed.at('/calls'), 'utf8').split('\n')).toEqual([call, 'sleep 3 ', call, 'sleep 3 ', call, ''])
  installed.stub('pgbackrest', 'exit 50')
  expect(installed.run(path).status).toBe(50)
})

test('it looks again where the archiver was late, and once only', () => {
  installed.put(compileValid(minimal()), [path])
  installed.write('/pg/bin/pg-role', '#!/bin/bash\necho primary\n', 0o755)
  installed.write('/pg/bin/pg-backup', '#!/bin/bash\n', 0o755)
  const checks = (): number => (readFileSync(installed.at('/calls'), 'utf8').match(/ check /g) ?? []).length
  const late = (times: number): string => `case "$*" in *check) [[ $(grep -c ' check ' ${installed.at('/calls')}) -gt ${times} ]] || exit 82 ;; esac`
  installed.stub('pgbackrest', late(1))
  expect(installed.run(path).status).toBe(0)
  expect(checks()).toBe(2)
  installed.stub('pgbackrest', late(9))
  expect(installed.run(path).status).toBe(82)
  expect(checks()).toBe(4)
  installed.stub('pgbackrest', 'case "$*" in *check) exit 87 ;; esac')
  expect(installed.run(path).status).toBe(87)
  expect(checks()).toBe(5)
})

test('it says when it is to be run, and is not there without pgBackRest', () => {
  expect(compileValid(minimal()).file('10.10.10.11', path)).toMatch(/^# .*as soon as its PostgreSQL answers and before anything else/m)
  expect(compileValid(minimal({ cluster: 'pgbackrest_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})
