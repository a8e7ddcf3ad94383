import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../../compile.js'
import { unitLines } from '../unit.js'

const path = '/etc/systemd/system/patroni.service'

test('runs Patroni as the database OS user and never restarts it', () => {
  const lines = unitLines(compileValid(minimal({ cluster: 'pg_dbsu: dbsu\npg_dbsu_home: /home/dbsu' })).file('10.10.10.11', path))
  for (const line of [
    'User=dbsu',
    'Group=postgres',
    'WorkingDirectory=/home/dbsu',
    'RuntimeDirectory=postgresql',
    'RuntimeDirectoryMode=0755',
    'RuntimeDirectoryPreserve=yes',
    'EnvironmentFile=-/etc/patroni_env.conf',
    'ExecStart=/usr/bin/patroni /etc/patroni/patroni.yml',
    'ExecReload=/usr/bin/kill -s HUP $MAINPID',
    'KillMode=process',
    'TimeoutSec=30',
    'TimeoutStopSec=120',
    'Restart=no',
    'LimitNOFILE=8388608',
    'OOMScoreAdjust=-1000',
    'SyslogIdentifier=patroni',
  ])
    expect(lines).toContain(line)
})

test('the password file is given back to the database user, who renews it', () => {
  const lines = unitLines(compileValid(minimal({ cluster: 'pg_dbsu: dbsu\npg_dbsu_home: /home/dbsu' })).file('10.10.10.11', path))
  expect(lines).toContain('ExecStartPre=-+/usr/bin/chown dbsu:postgres /home/dbsu/.pgpass')
  expect(lines).toContain('ExecStartPre=-+/usr/bin/chmod 0600 /home/dbsu/.pgpass')
})

test('the watchdog is made ready only where it is required', () => {
  const before = (cluster: string) =>
    unitLines(compileValid(minimal({ cluster })).file('10.10.10.11', path)).filter((line) => /^ExecStartPre=.*sudo/.test(line))
  expect(before('patroni_watchdog_mode: automatic')).toEqual([])
  expect(before('pg_dbsu: dbsu\npatroni_watchdog_mode: required')).toEqual([
    'ExecStartPre=-/usr/bin/sudo /sbin/modprobe softdog',
    'ExecStartPre=-/usr/bin/sudo /bin/chown dbsu /dev/watchdog',
  ])
})

test('no unit without Patroni', () => {
  expect(compileValid(minimal({ cluster: 'patroni_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})

test.each(["'my user'", "'a%b'", "'a$b'", "'Postgres'", "'9db'"])('pg_dbsu %s is no OS user', (user) => {
  expectErrors(minimal({ cluster: `pg_dbsu: ${user}` }), [{ code: 'os-user', line: 10, message: 'pg_dbsu must be the name of an OS user' }])
})

test.each(["'/a b'", "'/a%b'", "'/a$b'", "'/a\"b'", 'var/lib'])('pg_dbsu_home %s cannot stand in a unit', (home) => {
  expectErrors(minimal({ cluster: `pg_dbsu_home: ${home}` }), [{ code: 'path-form', line: 10, message: 'pg_dbsu_home must' }])
})
