import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Programs that other tests ask, and without which they are skipped. */
const programs = [
  '/usr/bin/ansible',
  '/usr/bin/bash',
  '/usr/bin/chromium',
  '/usr/bin/curl',
  '/usr/bin/cvtsudoers',
  '/usr/bin/dot',
  '/usr/bin/etcd',
  '/usr/bin/etcdctl',
  '/usr/bin/fish',
  '/usr/bin/groff',
  '/usr/bin/jq',
  '/usr/bin/man',
  '/usr/bin/mandoc',
  '/usr/bin/nsenter',
  '/usr/bin/openssl',
  '/usr/bin/patroni',
  '/usr/bin/patronictl',
  '/usr/bin/pgbackrest',
  '/usr/bin/pre-commit',
  '/usr/bin/promtool',
  '/usr/bin/python3',
  '/usr/bin/rsync',
  '/usr/bin/script',
  '/usr/bin/setpriv',
  '/usr/bin/systemd-analyze',
  '/usr/bin/systemd-tmpfiles',
  '/usr/bin/unshare',
  '/usr/bin/vip-manager',
  '/usr/bin/zsh',
  '/usr/lib/postgresql/15/bin/postgres',
  '/usr/lib/systemd/systemd',
  '/usr/sbin/dnsmasq',
  '/usr/sbin/haproxy',
  '/usr/sbin/pgbouncer',
  '/usr/sbin/visudo',
]

/** In CI nothing is missing, so that no test is skipped there; elsewhere a missing program is no failure. */
test.runIf(process.env.CI === 'true')('every program that a test asks is installed', () => {
  expect(programs.filter((program) => !existsSync(program))).toEqual([])
  expect(process.getuid?.()).toBe(0)
  expect(readdirSync('/usr/lib/x86_64-linux-gnu/systemd').some((name) => name.startsWith('libsystemd-shared-'))).toBe(true)
})
