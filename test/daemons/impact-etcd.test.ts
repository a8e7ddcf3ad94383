import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Change, FileChange } from '../../src/diff/change.js'
import { impactOf } from '../../src/plan/impact/impact-of.js'

const program = '/usr/bin/etcd'
const [client, peer, otherClient] = ['http://127.0.0.1:23790', 'http://127.0.0.1:23800', 'http://127.0.0.1:23791']

const usual = {
  name: 'etcd-1',
  'initial-cluster-token': 'etcd',
  'initial-cluster-state': 'new',
  'initial-cluster': `etcd-1=${peer}`,
  'initial-advertise-peer-urls': peer,
  'listen-peer-urls': peer,
  'listen-client-urls': client,
  'advertise-client-urls': client,
  'election-timeout': 1000,
}

function claimed(key: string): string {
  const side = { artifact: 'etcd/etcd.conf', host: '10.10.10.10', path: '/etc/etcd/etcd.conf', secret: false, text: '' }
  const file: FileChange = { ...side, kind: 'changed', before: side, after: side, changes: [], rights: [] }
  const change: Change = { kind: 'changed', path: [key], key, before: 'a', after: 'b', secret: false, origins: [] }
  return impactOf(file, change).effect
}

describe.skipIf(!existsSync(program) || !existsSync('/usr/bin/etcdctl'))('a real etcd that has its data is started with another file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pgcompile-'))
  let etcd: ChildProcess | undefined

  const ctl = (...args: readonly string[]): string =>
    spawnSync('/usr/bin/etcdctl', ['--endpoints', `${client},${otherClient}`, ...args], { encoding: 'utf8', env: { ...process.env, ETCDCTL_API: '3' } }).stdout
  const stop = async (): Promise<void> => {
    const running = etcd
    etcd = undefined
    if (running === undefined) return
    const ended = new Promise((done) => running.once('exit', done))
    running.kill('SIGTERM')
    await ended
  }
  const start = async (settings: Readonly<Record<string, unknown>>, data = 'data'): Promise<void> => {
    await stop()
    const file = join(directory, 'etcd.conf')
    writeFileSync(file, stringify({ ...usual, ...settings, 'data-dir': join(directory, data) }))
    etcd = spawn(program, ['--config-file', file], { stdio: 'ignore' })
    await expect.poll(() => ctl('put', 'probe', 'x'), { timeout: 20_000, interval: 200 }).toContain('OK')
  }

  afterEach(async () => {
    await stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('members stay what they are, the rest is taken', async () => {
    await start({})
    ctl('put', 'kept', 'yes')
    const members = ctl('member', 'list')
    expect(members).toContain(`etcd-1, ${peer}, ${client}`)

    await start({ 'initial-cluster-token': 'other', 'initial-cluster-state': 'existing' })
    expect([ctl('member', 'list'), claimed('initial-cluster-token'), claimed('initial-cluster-state')]).toEqual([members, 'nothing', 'nothing'])

    await start({ 'initial-cluster': `etcd-1=${peer},etcd-2=http://127.0.0.2:23800` })
    expect([ctl('member', 'list'), claimed('initial-cluster')], 'a member in the file is no member').toEqual([members, 'manual'])

    await start({ 'initial-advertise-peer-urls': 'http://127.0.0.1:23809', 'initial-cluster': 'etcd-1=http://127.0.0.1:23809' })
    expect([ctl('member', 'list'), claimed('initial-advertise-peer-urls')]).toEqual([members, 'manual'])

    await start({ name: 'etcd-9', 'initial-cluster': `etcd-9=${peer}` })
    await expect.poll(() => ctl('member', 'list'), { timeout: 10_000 }).toContain('etcd-9,')
    expect(claimed('name')).toBe('rolling restart')

    await start({ 'listen-client-urls': otherClient, 'advertise-client-urls': otherClient })
    await expect.poll(() => ctl('member', 'list'), { timeout: 10_000 }).toContain(otherClient)
    expect([claimed('listen-client-urls'), claimed('advertise-client-urls'), claimed('election-timeout')]).toEqual([
      'rolling restart',
      'rolling restart',
      'rolling restart',
    ])
    expect(ctl('get', 'kept', '--print-value-only')).toBe('yes\n')

    await start({}, 'elsewhere')
    expect([ctl('get', 'kept', '--print-value-only'), claimed('data-dir')], 'another directory is another member').toEqual(['', 'manual'])
  }, 120_000)
})
