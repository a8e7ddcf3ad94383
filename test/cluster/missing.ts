import { existsSync } from 'node:fs'
import { controlGroups } from './lab.js'

/** What makes hosts, and what runs on them. */
const programs = [
  ...[
    'curl',
    'etcd',
    'etcdctl',
    'nsenter',
    'openssl',
    'patroni',
    'patronictl',
    'pgbackrest',
    'psql',
    'setpriv',
    'unshare',
    'victoria-metrics',
    'vip-manager',
  ].map((name) => `/usr/bin/${name}`),
  ...['dnsmasq', 'haproxy', 'ip', 'pgbouncer'].map((name) => `/usr/sbin/${name}`),
  '/usr/lib/postgresql/15/bin/postgres',
  '/usr/lib/systemd/systemd',
]

const lacks = [
  ...(process.getuid?.() === 0 ? [] : ['the rights of root']),
  ...(controlGroups === undefined ? ['control groups of version 2'] : []),
  ...programs.filter((path) => !existsSync(path)),
]

/** Whether a live cluster cannot be had here; says why. Nothing may be missing in CI. */
export const cannotRun = lacks.length > 0 && process.env.CI !== 'true'

if (cannotRun) console.warn(`skipped, for want of ${lacks.join(', ')}`)
else if (lacks.length > 0) throw new Error(`CI has to have ${lacks.join(', ')}: see .ci/packages`)
