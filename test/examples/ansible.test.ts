import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EmittedFile } from '../../src/emit/emit.js'
import { host, inventory, Site } from './site.js'

const missing = ['ansible-playbook', 'haproxy', 'visudo'].some((name) => spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin; command -v ${name}`]).status !== 0)

describe.skipIf(missing)('the playbook, by the real ansible-playbook on a local root', () => {
  const site = new Site()
  /** Some of each kind: the playbook needs a third of a second for a file that it installs. */
  const some = (file: EmittedFile): EmittedFile | [] => (/haproxy|pgbouncer\.ini|userlist|patroni\.|sudoers|\/pg\/data\/|pg-role/.test(file.path) ? file : [])
  const inData = ['/pg/data/pg_hba.conf', '/pg/data/postgresql.auto.conf']

  beforeAll(() => {
    // Debian's Patroni is older than the option, and looks for PostgreSQL on this machine.
    site.program('patroni', `python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' "$3"`)
    const local = { ansible_connection: 'local', ansible_python_interpreter: '/usr/bin/python3' }
    writeFileSync(join(site.folder, 'hosts.json'), JSON.stringify({ all: { hosts: { [host]: local } } }))
    writeFileSync(join(site.folder, 'ansible.cfg'), '')
    site.compile(inventory(), some)
    first = play()
  }, 120_000)
  afterAll(() => site.remove())
  let first: Run

  interface Run {
    readonly status: number | null
    readonly output: string
    readonly changed: number
    /** Paths of the files that the run installed, or would install. */
    readonly files: string[]
    readonly calls: string[]
  }

  function play(...options: string[]): Run {
    const args = ['-i', join(site.folder, 'hosts.json'), '-e', `out=${site.out} root=${site.root}`, resolve('examples/ansible/install.yml'), ...options]
    const env = { ...site.environment, ANSIBLE_CONFIG: join(site.folder, 'ansible.cfg'), ANSIBLE_PIPELINING: '1', ANSIBLE_NOCOLOR: '1' }
    const { status, stdout, stderr } = spawnSync('ansible-playbook', args, { cwd: site.folder, env, encoding: 'utf8' })
    const install = /TASK \[Install the files that differ\] \*+\n([\s\S]*?)\n(?=TASK|PLAY|\.\.\.ignoring)/.exec(stdout)?.[1] ?? ''
    return {
      status,
      output: `${stdout}${stderr}`,
      changed: Number(/ changed=(\d+)/.exec(stdout)?.[1]),
      files: [...install.matchAll(/^changed: .*\(item=(.*)\)$/gm)].map(([, path = '']) => path).sort(),
      calls: site.calls(),
    }
  }

  test('installs contents, modes and owners, each judged by its consumer, and leaves the data directory alone until the server is there', () => {
    expect(first.output).toContain('failed=0')
    const early = Object.fromEntries(Object.entries(site.wanted()).filter(([path]) => !inData.includes(path)))
    expect(site.installed()).toEqual(early)
    expect(first.calls.filter((call) => call.startsWith('patroni'))).toEqual([expect.stringMatching(/^patroni --validate-config --ignore-listen-port \S+$/)])
    expect(first.calls).toContain('systemctl daemon-reload')
    expect(first.calls).toContain('systemctl try-restart haproxy.service')
    expect(first.calls.filter((call) => /try-restart patroni|try-reload-or-restart haproxy/.test(call))).toEqual([])
    expect(first.output).toContain('/etc/systemd/system/patroni.service: after systemctl daemon-reload, in maintenance mode')

    site.initialise()
    const later = play()
    expect(later).toMatchObject({ files: inData, calls: ['systemctl try-reload-or-restart patroni.service'] })
    expect(site.installed()).toEqual(site.wanted())
  })

  test('a second run changes nothing', () => {
    expect(play()).toMatchObject({ status: 0, changed: 0, files: [], calls: [] })
  })

  const calls = ['systemctl try-reload-or-restart haproxy.service', 'systemctl try-reload-or-restart pgbouncer.service']
  const files = ['/etc/haproxy/haproxy.cfg', '/etc/pgbouncer/pgbouncer.ini']

  test('check mode with diff shows what a changed inventory will change, without secrets, and changes nothing', () => {
    const before = site.installed()
    site.compile(inventory({ pgbouncer: 'pgbouncer_poolmode: session', proxy: 'haproxy_admin_password: Secret.Other' }), some)
    const preview = play('--check', '--diff')
    expect(preview).toMatchObject({ status: 0, files, calls: [] })
    expect(preview.output).not.toContain('Secret.')
    for (const call of calls) expect(preview.output).toContain(`skipping: [${host}] => (item=${call})`)
    expect(site.installed()).toEqual(before)
  })

  test('a changed inventory changes exactly its files and reloads exactly its units', () => {
    expect(play()).toMatchObject({ status: 0, files, calls })
    expect(site.installed()).toEqual(site.wanted())
  })

  test('what somebody changed by hand is put back, with services=false without a reload', () => {
    site.edit('/etc/haproxy/haproxy.cfg', 'edited by hand')
    expect(play('-e', 'services=false')).toMatchObject({ status: 0, files: files.slice(0, 1), calls: [] })
    expect(site.installed()).toEqual(site.wanted())
  })

  test('what its consumer refuses is not installed; what was installed beside it still gets its reload', () => {
    const before = site.installed()
    site.compile(inventory({ pgbouncer: 'pgbouncer_poolmode: transaction' }), (file) =>
      ['/etc/haproxy/haproxy.cfg', '/etc/sudoers.d/postgres'].includes(file.path) ? { ...file, text: `${file.text}nonsense here\n` } : some(file),
    )
    const run = play()
    expect(run.status).not.toBe(0)
    expect(run).toMatchObject({ files: ['/etc/pgbouncer/pgbouncer.ini'], calls: ['systemctl try-reload-or-restart pgbouncer.service'] })
    expect(run.output).toContain("unknown keyword 'nonsense'")
    expect(site.installed()).toEqual({ ...before, '/etc/pgbouncer/pgbouncer.ini': site.wanted()['/etc/pgbouncer/pgbouncer.ini'] })
  })
})
