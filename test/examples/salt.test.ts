import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { host, inventory, Site } from './site.js'

/** As Salt's renderer `py` does: the file as a module with Salt's dictionaries in it, then `run()`. What it returns is data, and no template any more. */
const render = `
import json, pathlib, sys
states, pillar, minion, out = sys.argv[1:]
def rendered(path, **salt):
    text = pathlib.Path(path).read_text()
    assert text.startswith("#!py\\n")
    module = dict(salt)
    exec(compile(text, path, "exec"), module)
    if "OUT" in module:
        module["OUT"] = pathlib.Path(out)
    return module["run"]()
data = rendered(pillar, __opts__={"id": minion})
print(json.dumps([data, rendered(states, __pillar__=data)]))
`
const missing = spawnSync('/usr/bin/python3', ['--version']).status !== 0

type Arguments = Record<string, unknown>

describe.skipIf(missing)("the pillar and the states, by Python with a stand-in for Salt's renderer (no Salt: Debian has none)", () => {
  const site = new Site()
  let pillar: { path: string; host: string }[] = []
  let states: Record<string, Record<string, Arguments[]>> = {}
  beforeAll(() => {
    site.compile(inventory())
    const args = ['-c', render, resolve('examples/salt/states/pgcompile.sls'), resolve('examples/salt/pillar/pgcompile.sls'), host, site.out]
    const [data, rendered] = JSON.parse(execFileSync('/usr/bin/python3', args, { encoding: 'utf8' }))
    pillar = data.pgcompile
    states = rendered
  })
  afterAll(() => site.remove())

  function argumentsOf(id: string, kind: string): Arguments {
    expect(Object.keys(states[id] ?? {})).toEqual([kind])
    return Object.assign({}, ...(states[id]?.[kind] ?? []))
  }

  test('a minion gets its own files, and no other', () => {
    expect(pillar.map(({ path }) => path).sort()).toEqual(site.files.map(({ path }) => path))
    expect(new Set(pillar.map((file) => file.host))).toEqual(new Set([host]))
  })

  test('each file is a file.managed with its contents to the byte, owner and mode; a secret one never shows its changes', () => {
    for (const { path, text, owner, group, mode, secret } of site.files)
      expect(argumentsOf(path, 'file.managed')).toMatchObject({
        contents: text,
        contents_newline: false,
        user: owner,
        group,
        mode,
        makedirs: true,
        show_changes: !secret,
      })
    expect(Object.keys(states).filter((id) => id.startsWith('/'))).toHaveLength(site.files.length)
  })

  test('consumers judge what they can; the data directory waits for the server', () => {
    expect(argumentsOf('/etc/sudoers.d/postgres', 'file.managed')).toMatchObject({ check_cmd: 'visudo -cf' })
    expect(argumentsOf('/etc/haproxy/conf.d/pg-test-primary.cfg', 'file.managed')).toMatchObject({
      check_cmd: 'haproxy -c -f /etc/haproxy/haproxy.cfg -f',
    })
    const order = Object.keys(states)
    expect(order.indexOf('/etc/haproxy/haproxy.cfg')).toBeLessThan(order.indexOf('/etc/haproxy/conf.d/pg-test-primary.cfg'))
    expect(argumentsOf('/pg/data/pg_hba.conf', 'file.managed')).toMatchObject({ onlyif: 'test -f /pg/data/PG_VERSION' })
    expect(argumentsOf('/etc/pgbouncer/pgbouncer.ini', 'file.managed')).not.toHaveProperty('onlyif')
  })

  test('units are reloaded and restarted when exactly their files change, after systemd has loaded its own; Patroni is restarted by people', () => {
    for (const [action, command] of [
      ['reload', 'try-reload-or-restart'],
      ['restart', 'try-restart'],
    ]) {
      const acting = site.files.filter(({ impact }) => impact.action === action && impact.unit !== undefined)
      for (const unit of new Set(acting.flatMap(({ impact }) => impact.unit ?? []))) {
        const id = `systemctl ${command} ${unit}`
        if (id === 'systemctl try-restart patroni.service') expect(states).not.toHaveProperty([id])
        else {
          const paths = acting.filter(({ impact }) => impact.unit === unit).map(({ path }) => ({ file: path }))
          expect(new Set(argumentsOf(id, 'cmd.run').onchanges as unknown[])).toEqual(new Set(paths))
        }
      }
    }
    const commands = Object.keys(states).filter((id) => id.startsWith('systemctl'))
    expect(commands[0]).toBe('systemctl daemon-reload')
    expect(commands).toContain('systemctl try-reload-or-restart patroni.service')
  })

  test('nothing in a file is taken for a template or a path', () => {
    const folder = join(site.folder, 'odd')
    const path = `/etc/{{ grains.id }} '"{% x %}.cfg`
    mkdirSync(join(folder, 'hosts', host, 'etc'), { recursive: true })
    writeFileSync(join(folder, 'hosts', host, path), 'a: {{ b }}\r\n# ünd\n')
    const file = { host, path, owner: 'root', group: 'root', mode: '0644', secret: false, impact: { action: 'none' } }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ files: [file, { ...file, host: 'other' }] }))
    const args = ['-c', render, resolve('examples/salt/states/pgcompile.sls'), resolve('examples/salt/pillar/pgcompile.sls'), host, folder]
    const [, rendered] = JSON.parse(execFileSync('/usr/bin/python3', args, { encoding: 'utf8' }))
    expect(Object.keys(rendered)).toEqual([path])
    expect(rendered[path]['file.managed'][0]).toEqual({ contents: readFileSync(join(folder, 'hosts', host, path), 'utf8') })
  })
})
