import { spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, statSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { host, inventory, Site } from './site.js'

const missing = ['rsync', 'jq'].some((name) => spawnSync(name, ['--version']).status !== 0)

describe.skipIf(missing)('the script, by the real rsync on a local root', () => {
  const site = new Site()
  // A name with whatever a shell, rsync or jq might take for its own.
  const odd = `/etc/haproxy/conf.d/-a b'"$(touch x)\`*?\\é#;.cfg`
  const withOdd = (text: string): void =>
    site.compile(text, (file) => (file.path === '/etc/haproxy/conf.d/pg-test-offline.cfg' ? { ...file, path: odd } : file))

  beforeAll(() => {
    mkdirSync(join(site.root, 'pg-test'))
    symlinkSync('pg-test', join(site.root, 'pg'))
    mkdirSync(join(site.root, 'etc'))
    chmodSync(join(site.root, 'etc'), 0o711)
    withOdd(inventory())
  })
  afterAll(() => site.remove())

  function install(...options: string[]): { status: number | null; changed: string[]; steps: string[]; stderr: string } {
    const args = [resolve('examples/rsync/install.sh'), ...options, site.out, host, site.root]
    const { status, stdout, stderr } = spawnSync('sh', args, { cwd: site.folder, env: site.environment, encoding: 'utf8' })
    const lines = stdout.split('\n').filter((line) => line !== '')
    const changed = lines.flatMap((line) => (line.startsWith('changed: ') ? line.slice('changed: '.length) : [])).sort()
    return { status, changed, steps: lines.filter((line) => !line.startsWith('changed: ')), stderr }
  }

  test('installs contents, modes and owners, and touches nothing else: no directory, no link, no data directory without a server', () => {
    const early = Object.fromEntries(Object.entries(site.wanted()).filter(([path]) => !path.startsWith('/pg/data/')))
    expect(install('-n')).toMatchObject({ status: 0, changed: Object.keys(early).sort(), stderr: '' })
    expect(statSync(join(site.root, 'etc/haproxy'), { throwIfNoEntry: false })).toBeUndefined()

    const first = install('-r')
    expect(first).toMatchObject({ status: 0, changed: Object.keys(early).sort(), stderr: '' })
    expect(site.installed()).toEqual(early)
    expect(lstatSync(join(site.root, 'pg')).isSymbolicLink()).toBe(true)
    expect(statSync(join(site.root, 'etc')).mode & 0o777).toBe(0o711)
    expect(first.steps[0]).toBe('systemctl daemon-reload')
    expect(first.steps).toContain("systemctl try-restart 'haproxy.service'")
    expect(first.steps.filter((step) => /try-restart 'patroni|try-reload-or-restart 'haproxy/.test(step))).toEqual([])
    expect(first.steps).toContainEqual(expect.stringContaining('# by hand: /etc/systemd/system/patroni.service: '))
    const commands = first.steps.filter((step) => !step.startsWith('#')).map((step) => step.replaceAll("'", ''))
    expect(site.calls()).toEqual(commands.sort())

    site.initialise()
    expect(install().changed).toEqual(['/pg/data/pg_hba.conf', '/pg/data/postgresql.auto.conf'])
    expect(site.installed()).toEqual(site.wanted())
    expect(site.calls()).toEqual([])
  })

  test('a second run changes nothing; what somebody changed by hand is put back', () => {
    const inode = site.inode('/etc/haproxy/haproxy.cfg')
    expect(install('-r')).toEqual({ status: 0, changed: [], steps: [], stderr: '' })
    expect(site.inode('/etc/haproxy/haproxy.cfg')).toBe(inode)
    chmodSync(join(site.root, '/etc/pgbouncer/userlist.txt'), 0o644)
    site.edit('/etc/vector/vector.yaml', 'edited by hand')
    expect(install().changed).toEqual(['/etc/pgbouncer/userlist.txt', '/etc/vector/vector.yaml'])
    expect(site.installed()).toEqual(site.wanted())
  })

  test('a changed inventory changes exactly its files and names exactly its units', () => {
    withOdd(inventory({ pgbouncer: 'pgbouncer_poolmode: session', proxy: 'haproxy_admin_password: Secret.Other' }))
    expect(install('-r')).toEqual({
      status: 0,
      changed: ['/etc/haproxy/haproxy.cfg', '/etc/pgbouncer/pgbouncer.ini'],
      steps: ["systemctl try-reload-or-restart 'haproxy.service'", "systemctl try-reload-or-restart 'pgbouncer.service'"],
      stderr: '',
    })
    expect(site.calls()).toEqual(['systemctl try-reload-or-restart haproxy.service', 'systemctl try-reload-or-restart pgbouncer.service'])
  })

  test('over ssh: the address, and the steps as one command there', () => {
    withOdd(inventory({ pgbouncer: 'pgbouncer_poolmode: statement' }))
    // Stands for the other machine: rsync's server and the script's commands run here, in the root of the test.
    site.program(
      'ssh',
      `[ "$1" != -l ] || shift 2; [ "$1" != -n ] || shift 2; shift; command=$*
      case $command in 'rsync --server'*' /') command="\${command%/}${site.root}/" ;; rsync*) exit 9 ;; esac
      eval "$command"`,
    )
    const args = [resolve('examples/rsync/install.sh'), '-r', site.out, host]
    const { status, stderr } = spawnSync('sh', args, { cwd: site.folder, env: site.environment, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    const calls = site.calls()
    expect(calls.filter((call) => call.startsWith('ssh'))).toContainEqual(
      expect.stringMatching(/^ssh (-l root 10\.10\.10\.11|root@10\.10\.10\.11) rsync --server /),
    )
    expect(calls).toContain('systemctl try-reload-or-restart pgbouncer.service')
    expect(site.installed(['/etc/pgbouncer/pgbouncer.ini'])).toEqual({ '/etc/pgbouncer/pgbouncer.ini': site.wanted()['/etc/pgbouncer/pgbouncer.ini'] })
  })

  test('a host that the manifest does not know, and a wrong call', () => {
    const run = (...args: string[]) => spawnSync('sh', [resolve('examples/rsync/install.sh'), ...args], { env: site.environment, encoding: 'utf8' })
    expect(run(site.out, 'nowhere', site.root)).toMatchObject({ status: 1, stderr: `install.sh: ${site.out}/manifest.json has no files of nowhere\n` })
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('install.sh [-n] [-r] OUT HOST [TARGET]') })
    expect(run('-x', site.out, host, site.root).status).toBe(1)
  })
})
