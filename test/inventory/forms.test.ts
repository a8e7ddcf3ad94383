import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { readExtraVariables, readInventoryFiles } from '../../src/node/read-inventory.js'
import { diagnosticText } from '../../src/report/text.js'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'
import { minimal } from '../compile.js'
import { resolveInputs } from './resolve.js'

const folder = 'fixtures/inventories'
const forms: readonly { readonly name: string; readonly sources: readonly string[]; readonly extra?: readonly string[] }[] = [
  { name: 'yaml', sources: ['yaml/hosts.yml'] },
  { name: 'ini', sources: ['ini/hosts.ini'] },
  { name: 'json', sources: ['json/hosts.json'] },
  { name: 'listed', sources: ['listed/inventory.json'] },
  { name: 'directory', sources: ['directory'] },
  { name: 'beside', sources: ['beside/hosts'] },
  { name: 'several', sources: ['several/1-machines.ini', 'several/2-site.yml'] },
  { name: 'extra', sources: ['extra/hosts.yml'], extra: [`@${folder}/extra/passwords.yml`, 'node_cpu=4'] },
]

function compileForm(sources: readonly string[], extra: readonly string[] = []): ReturnType<typeof compile> {
  return compile({ inventories: sources.map((path) => readInventoryFiles(join(folder, path))), extraVariables: readExtraVariables(extra) })
}

describe('one deployment in every form', () => {
  const expected = compileForm(['yaml/hosts.yml'])

  test('is one with named hosts', () => {
    expect(expected.files.length).toBeGreaterThan(100)
    expect([...new Set(expected.files.map(({ host }) => host))].sort()).toEqual(['desk', 'ink-1', 'ink-2'])
    // Files know hosts by their addresses only.
    const named = expected.files.filter(({ text, path }) => /ink-[12]/.test(text + path))
    expect(named.map(({ path }) => path)).toEqual([])
  })

  test.each(forms)('$name', ({ sources, extra }) => {
    const { files, manifest, diagnostics } = compileForm(sources, extra)
    expect(diagnostics.filter(({ severity }) => severity !== 'note').map(diagnosticText)).toEqual([])
    expect(files).toEqual(expected.files)
    expect(manifest).toBe(expected.manifest)
  })
})

test('which form a text has is told by its name and its look', () => {
  const hosts = (name: string, text: string): string[] | string => {
    const { inventory, found } = resolveInputs([new Source(name, text)])
    const codes = found.filter(({ severity }) => severity === 'error').map(({ code }) => code)
    return codes.length > 0 ? codes.join(' ') : [...(inventory?.hosts.keys() ?? [])]
  }
  expect(hosts('hosts', 'a\nb x=1\n')).toEqual(['a', 'b'])
  expect(hosts('hosts.yml', 'a\nb x=1\n')).toEqual(['a', 'b'])
  expect(hosts('hosts.yml', '# c\n[g]\na\n')).toEqual(['a'])
  expect(hosts('hosts.yml', 'a\n[g]\n; a comment: with a colon\nb\n')).toEqual(['a', 'b'])
  expect(hosts('hosts', 'g:\n  hosts: { a: }\n')).toEqual(['a'])
  expect(hosts('hosts', '{"g": {"hosts": {"a": {}}}}')).toEqual(['a'])
  expect(hosts('hosts.prod', 'a\n')).toEqual(['a'])
  expect(hosts('hosts.prod', 'g:\n  hosts: { a: }\n')).toBe('ini-syntax ini-syntax')
  expect(hosts('hosts.yml', '- a\n')).toBe('inventory-shape')
  expect(hosts('hosts.yml', '{"_meta": {"hostvars": {}}, "g": ["a"], "all": {"children": ["g"]}}')).toEqual(['a'])
  expect(hosts('hosts.toml', '[g.hosts]\na = {}\n')).toBe('inventory-shape')
  expect(hosts('aws.yml', 'plugin: aws_ec2\n')).toBe('inventory-dynamic')
  expect(hosts('hosts.yml', '# nothing\n')).toBe('inventory-empty')
})

describe('what ansible-inventory --list prints', () => {
  const listed = (groups: object, hostvars: object = {}): ReturnType<typeof resolveInputs> =>
    resolveInputs([new Source('list.json', JSON.stringify({ _meta: { hostvars }, ...groups }))])

  test('groups have lists, hosts their variables below _meta', () => {
    const { of, inventory, found } = listed(
      { all: { children: ['ungrouped', 'g'] }, g: { hosts: ['h[1:2]', 'i'], children: ['k'], vars: { x: 1, y: 1 } }, k: { hosts: ['j'] } },
      { i: { x: 2 }, stranger: { x: 3 } },
    )
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
    expect([...(inventory?.hosts.keys() ?? [])]).toEqual(['h[1:2]', 'i', 'j'])
    expect(of('i').variables()).toEqual({ x: 2, y: 1 })
    expect(of('j').variables()).toEqual({ x: 1, y: 1 })
  })

  test('a group of old, whose map is that of its variables, is a host too', () => {
    expect(
      listed({ h: { x: 1 } })
        .of('h')
        .variables(),
    ).toEqual({ x: 1 })
  })

  test.each([
    [{ g: 'h' }, /must be a list of hosts/],
    [{ g: { hosts: { h: {} } } }, /must be a list of hosts/],
    [{ g: { hosts: [1] } }, /each a name/],
    [{ g: { hosts: ['h'], vars: [] } }, /must be a map of variables/],
    [{ g: { hosts: ['h'], children: {} } }, /must be a list of groups/],
  ])('%j', (groups, message) => {
    expect(listed(groups).found.find(({ code }) => code === 'inventory-shape')?.message).toMatch(message)
  })
})

describe('INI groups', () => {
  const ini = (text: string): readonly string[] => resolveInputs([new Source('1.ini', text)]).places.map((place) => place.replace('1.ini/', ''))

  test.each([
    ['[a:children]\nb\n[a]\nh\n', ['2:1 ini-syntax']],
    ['[a]\nh\n[b:vars]\nx=1\n', ['3:2 ini-syntax']],
    ['[a:children]\nb\n[b]\nh\n[b:children]\na\n', ['6:1 group-cycle']],
    ['[a]\nh[3:1]\n', ['2:1 host-range', '2:2 inventory-empty']],
  ])('%j', (text, places) => {
    expect(ini(text).filter((place) => !place.includes('inventory-empty'))).toEqual(places.filter((place) => !place.includes('inventory-empty')))
  })
})

describe('group_vars and host_vars', () => {
  const tree = (directory: string, files: Record<string, string>, directories: string[] = []): Parameters<typeof resolveInputs>[0][number] => ({
    name: directory,
    directory,
    entry: 'hosts',
    directories,
    files: Object.entries(files).map(([path, text]) => ({ path, source: new Source(`${directory}/${path}`, text) })),
  })
  const hosts = 'all: { vars: { x: inventory } }\na: { children: { b: { hosts: { h: } } } }\n'

  test('a later directory beats every group of an earlier one, and `all` is beaten by both', () => {
    const first = tree('1', { hosts, 'group_vars/b.yml': 'x: deep\ny: deep', 'group_vars/all.yml': 'x: all\nz: all' })
    const second = tree('2', { hosts: 'a: { hosts: { i: } }', 'group_vars/a.yml': 'x: shallow', 'group_vars/all.yml': 'y: all' })
    expect(resolveInputs([first, second]).of('h').variables()).toEqual({ x: 'shallow', y: 'deep', z: 'all' })
    expect(resolveInputs([second, first]).of('h').variables()).toEqual({ x: 'deep', y: 'deep', z: 'all' })
  })

  test('a directory that two inventories share counts once, where it is strongest', () => {
    const [one, two] = [tree('1', { hosts, 'group_vars/b.yml': 'x: one' }), tree('2', { hosts, 'group_vars/b.yml': 'x: two' })]
    const beside = resolveInputs([one, two, one])
      .of('h')
      .definitions('x')
      .map(({ entry }) => `${entry.key.at}`)
      .filter((place) => place.includes('group_vars'))
    expect(beside).toEqual(['1/group_vars/b.yml:1:1', '2/group_vars/b.yml:1:1'])
  })

  test('host_vars beat the host, and extra variables beat all', () => {
    const input = tree('1', { hosts: 'a: { hosts: { h: { x: host, y: host } } }', 'host_vars/h': 'x: file' })
    expect(resolveInputs([input]).of('h').variables()).toEqual({ x: 'file', y: 'host' })
    const extra = readExtraVariables(['x=one y=1', '{"x": ["two"]}'])
    expect(resolveInputs([input], new Sink(), extra).of('h').variables()).toEqual({ x: ['two'], y: '1' })
    const [strongest] = resolveInputs([input], new Sink(), extra).of('h').definitions('y')
    expect(`${strongest?.layer.kind} ${strongest?.entry.value.at}`).toBe('extra <extra-vars>:1:9')
  })

  test('of the files of one name the first extension counts, and of a directory all files in order', () => {
    const of = (files: Record<string, string>, directories: string[] = []): unknown =>
      resolveInputs([tree('1', { hosts: 'g: { hosts: { h: } }', ...files }, directories)])
        .of('h')
        .variables()
    expect(of({ 'group_vars/g': 'x: 1', 'group_vars/g.yml': 'y: 1' })).toEqual({ x: 1 })
    expect(of({ 'group_vars/g.json': '{"x": 1}', 'group_vars/g.yaml': 'y: 1' })).toEqual({ y: 1 })
    expect(of({ 'group_vars/g/b.yml': 'x: b', 'group_vars/g/a': 'x: a', 'group_vars/g/a.d/z.yml': 'w: 1', 'group_vars/g/c/z.json': '{"x": "c"}' })).toEqual({
      x: 'c',
    })
    expect(of({ 'group_vars/g/.b.yml': 'x: b', 'group_vars/g/b.yml~': 'x: b', 'group_vars/g/b.txt': 'x: b' })).toEqual({})
    expect(of({ 'group_vars/g.yml': 'x: 1' }, ['group_vars', 'group_vars/g'])).toEqual({})
    expect(of({ 'group_vars/ungrouped.yml': 'x: 1', hosts: 'all: { hosts: { h: } }' })).toEqual({ x: 1 })
  })

  test('what nothing reads is said, with what was meant', () => {
    const { found } = resolveInputs([
      tree('1', {
        hosts: 'pg-test: { hosts: { h: } }',
        'group_vars/pg-tset.yml': 'x: 1',
        'host_vars/i/a.yml': 'x: 1',
        'group_vars/pg-test/a': 'y: 1',
        'group_vars/pg-test.yml': 'y: 2',
      }),
    ])
    const said = found.filter(({ code }) => code === 'inventory-key-ignored').map(({ at, message }) => `${at} ${message}`)
    expect(said).toEqual([
      expect.stringMatching(/^1\/group_vars\/pg-test\.yml:1:1 nothing reads group_vars\/pg-test\.yml: of the files and directories/),
      expect.stringMatching(/^1\/group_vars\/pg-tset\.yml:1:1 nothing reads .* there is no group pg-tset; did you mean pg-test\?/),
      expect.stringMatching(/^1\/host_vars\/i\/a\.yml:1:1 nothing reads .* there is no host i$/),
    ])
  })

  test('a priority in group_vars is only a variable', () => {
    const input = tree('1', {
      hosts: 'a: { hosts: { h: }, vars: { x: a } }\nb: { hosts: { h: }, vars: { x: b } }',
      'group_vars/a.yml': 'ansible_group_priority: 10',
    })
    const { of, found } = resolveInputs([input])
    expect(of('h').get('pg_port')).toBe(5432)
    expect(of('h').variables()).toEqual({ x: 'b', ansible_group_priority: 10 })
    expect(found.map(({ at, code }) => `${at} ${code}`)).toContain('1/group_vars/a.yml:1:1 inventory-key-ignored')
  })

  test('a file of variables that is no map is an error', () => {
    expect(resolveInputs([tree('1', { hosts, 'group_vars/all.yml': '- x' })]).places).toContain('1/group_vars/all/1:1 inventory-shape')
  })

  test('a file that is encrypted as a whole is opened, and opaque without its password', () => {
    const inner = ['00'.repeat(32), '11'.repeat(32), '22'.repeat(16)].join('\n')
    const vault = `$ANSIBLE_VAULT;1.1;AES256\n${Buffer.from(inner).toString('hex')}\n`
    const input = tree('1', { hosts: minimal(), 'group_vars/pg-test/vault.yml': vault })
    const opaque = check({ inventories: [input] })
    expect(opaque.diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticText)).toEqual([])
    expect(opaque.diagnostics.map(diagnosticText)).toContainEqual(
      expect.stringMatching(/^1\/group_vars\/pg-test\/vault\.yml:1:1: note\[value-opaque\]: .* is encrypted/),
    )
    const open = compile({ inventories: [input], decrypt: () => ({ bytes: new TextEncoder().encode('pg_max_conn: 321\n') }) })
    expect(open.files.find(({ path }) => path === '/etc/patroni/patroni.yml')?.text).toContain('321')
  })

  test('a host with the name of a group gives its variables to the group, as with Ansible', () => {
    const { of, found } = resolveInputs([new Source('1.yml', 'g: { hosts: { h: } }\nall: { hosts: { g: { x: 1 } } }')])
    expect(of('h').variables()).toEqual({ x: 1 })
    expect(found.map(({ code }) => code)).toContain('name-shared')
  })
})
