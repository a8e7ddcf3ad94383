import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Compilation, compile } from '../../../src/compile.js'
import { readSource } from '../../../src/node/read.js'
import { coverage, type FileCoverage } from '../../../src/report/coverage/coverage.js'
import { coverageJson } from '../../../src/report/coverage/json.js'
import type { LineUse } from '../../../src/report/coverage/lines.js'
import type { Piece } from '../../../src/report/coverage/piece.js'
import { coverageText, placeholderLines } from '../../../src/report/coverage/text.js'
import { diagnosticText } from '../../../src/report/text.js'
import { Source } from '../../../src/source/source.js'
import { minimal } from '../../compile.js'

function cover(text: string): FileCoverage {
  const [file] = coverage({ inventories: [new Source('i.yml', text)] }).files
  if (file === undefined) expect.fail('no coverage')
  return file
}

function piece(text: string, name: string): Piece {
  const file = cover(text)
  const found = file.pieces.find((each) => each.name === name)
  if (found === undefined) expect.fail(`no ${name} among ${file.pieces.map((each) => each.name).join(', ')}`)
  return found
}

/** The use and the reason of one definition. */
function said(text: string, name: string): string {
  const { use, owner, reason } = piece(text, name)
  return [use, owner, reason].filter((part) => part !== undefined).join(': ')
}

describe('what a definition is good for', () => {
  test.each([
    ['a file depends on it', minimal({ cluster: 'pg_max_conn: 200' }), 'pg_max_conn', 'used'],
    ['only a check reads it', minimal(), 'grafana_admin_password', 'checked: only checks read it, no file depends on it'],
    ['an unknown name', minimal({ cluster: 'pg_max_con: 9' }), 'pg_max_con', 'unused: no component reads a variable of this name; did you mean pg_max_conn?'],
    ['a name of an older version', minimal({ cluster: 'dns_selector: x' }), 'dns_selector', /^unused: a name of an older version: Drop it/],
    [
      'the former name of a parameter',
      minimal({ cluster: 'pg_fs_bkup: /x' }),
      'pg_fs_bkup',
      'unused: a name of an older version: pg_fs_backup takes its place',
    ],
    ['another module', minimal({ all: 'docker_enabled: true' }), 'docker_enabled', 'other: DOCKER'],
    ['Ansible', minimal({ all: 'ansible_user: me' }), 'ansible_user', 'other: Ansible'],
    ['a step of the installation', minimal({ all: 'pg_safeguard: true' }), 'pg_safeguard', /^other: installation: /],
    ['no host below', minimal({ groups: 'empty: { vars: { pg_weight: 5 } }' }), 'pg_weight', 'unused: no host is in group empty'],
    [
      'overridden by the only host',
      minimal({ cluster: 'pg_weight: 5', members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_weight: 7 }' } }),
      'pg_weight',
      'used',
    ],
    [
      'a component that is off',
      minimal({ cluster: 'pg_exporter_enabled: false\npg_exporter_params: x=1' }),
      'pg_exporter_params',
      'unused: pg_exporter_enabled is off: i.yml:10:9',
    ],
    ['a component that is off by default', minimal({ cluster: 'pg_vip_interface: eth1' }), 'pg_vip_interface', 'unused: pg_vip_enabled is off: the default'],
    ['the switch itself', minimal({ cluster: 'pg_exporter_enabled: false' }), 'pg_exporter_enabled', 'used'],
    [
      'a host without PostgreSQL',
      minimal({ infra: '{ infra_seq: 1, nodename: infra-1, pg_weight: 5 }' }),
      'pg_weight',
      /^unused: no PostgreSQL instance is on the host/,
    ],
    ['a value that equals the default', minimal({ cluster: 'pg_max_conn: auto' }), 'pg_max_conn', 'used'],
  ])('%s', (_, text, name, expected) => {
    expect(said(text, name)).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected.replace(/[?()[\]]/g, '\\$&')}$`))
  })

  test('overridden everywhere: the places that win are named', () => {
    const text = minimal({
      cluster: 'pg_weight: 5',
      members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_weight: 7 }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica, pg_weight: 8 }' },
    })
    const found = cover(text).pieces.filter(({ name }) => name === 'pg_weight')
    expect(found.map(({ at, use, reason }) => [at.from.line, use, reason])).toEqual([
      [7, 'used', undefined],
      [8, 'used', undefined],
      [11, 'unused', 'overridden on each of its 2 hosts by i.yml:7:55, i.yml:8:55'],
    ])
  })

  test('what an expression mentions is used, and what only an unused one would is not', () => {
    const text = minimal({ all: 'my_limit: 300\nmy_other: 5', cluster: 'pg_max_conn: "{{ my_limit }}"' })
    expect(said(text, 'my_limit')).toBe('used')
    expect(said(text, 'my_other')).toMatch(/^unused/)
  })

  test('what a selector looks at is used', () => {
    const service = (selector: string): string => `pg_services: [{ name: x, port: 5440, selector: "${selector}" }]`
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, my_rack: a }' }
    expect(said(minimal({ members, cluster: service("[? my_rack == 'a']") }), 'my_rack')).toBe('used')
    expect(said(minimal({ members, cluster: service('[]') }), 'my_rack')).toMatch(/^unused/)
  })

  test('attributes of objects, and objects that nothing chooses', () => {
    const text = minimal({
      cluster: [
        'pg_users:',
        '  - name: app',
        '    password: Secret.App',
        '    pgbuoncer: true',
        'pgbackrest_repo:',
        '  local: { path: /here }',
        '  other: { path: /there }',
        'pgbackrest_method: local',
      ].join('\n'),
    })
    expect(said(text, 'pg_users[0].password')).toBe('used')
    expect(said(text, 'pg_users[0].pgbuoncer')).toBe('unused: nothing reads an attribute of this name; did you mean pgbouncer?')
    expect(said(text, 'pgbackrest_repo.local.path')).toBe('used')
    expect(said(text, 'pgbackrest_repo.other')).toMatch(/^unused: nothing here reads this /)
  })

  test('variables of an instance', () => {
    const infra =
      '{ infra_seq: 1, nodename: infra-1, pg_instances: { 5433: { pg_cluster: pg-x, pg_seq: 1, pg_role: primary, node_cluster: x, pg_weight: 3 } } }'
    expect(said(minimal({ infra }), 'pg_weight')).toBe('used')
    expect(said(minimal({ infra }), 'node_cluster')).toMatch(/^unused/)
  })

  test('keys that replace each other, keys that Ansible ignores, merges', () => {
    const text = [
      'all:',
      '  hots: { 10.10.10.9: }',
      '  hosts: { 10.10.10.10: { infra_seq: 1, etcd_seq: 1 } }',
      '  vars:',
      '    <<: &base { pg_weight: 3, admin_ip: 10.10.10.10 }',
      '    admin_ip: 10.10.10.10',
      '    haproxy_enabled: true',
      '    haproxy_enabled: false',
    ].join('\n')
    expect(cover(text).ranges.map(({ from, to, use, pieces }) => [from, to, use, pieces.map(({ name }) => name).join()])).toMatchObject([
      [1, 1, 'structure', ''],
      [2, 2, 'unused', 'hots'],
      [3, 3, 'used', expect.anything()],
      [4, 4, 'structure', ''],
      [5, 5, 'unused', expect.stringContaining('admin_ip')],
      [6, 6, 'used', expect.anything()],
      [7, 7, 'unused', 'haproxy_enabled'],
      [8, 8, 'used', expect.anything()],
    ])
  })

  test('variables beside the inventory and on the command line', () => {
    const source = (name: string, text: string): Source => new Source(name, text)
    const { files } = coverage({
      inventories: [
        {
          name: 'i.yml',
          directory: '',
          entry: 'i.yml',
          files: [
            { path: 'i.yml', source: source('i.yml', minimal({ cluster: 'pg_max_conn: 100' })) },
            { path: 'group_vars/pg-test.yml', source: source('group_vars/pg-test.yml', 'pg_max_conn: 300\npg_weight: 4\n') },
            { path: 'host_vars/nobody.yml', source: source('host_vars/nobody.yml', '# of none\npg_weight: 4\n') },
          ],
        },
      ],
      extraVariables: [{ source: source('<extra>', 'pg_weight=9'), form: 'argument' }],
    })
    const rows = files.flatMap(({ pieces }) => pieces.filter(({ name }) => ['pg_max_conn', 'pg_weight'].includes(name)))
    expect(rows.map(({ at, use, reason = '' }) => `${at.source.name}:${at.from.line} ${use} ${reason}`)).toEqual([
      'i.yml:10 unused overridden on 10.10.10.11 by group_vars/pg-test.yml:1:1',
      'group_vars/pg-test.yml:1 used ',
      'group_vars/pg-test.yml:2 unused overridden on 10.10.10.11 by <extra>:1:1',
      'host_vars/nobody.yml:2 unused nothing reads this file',
      '<extra>:1 used ',
    ])
  })

  test('KD-85: settings whose library is not loaded are named', () => {
    const { placeholders } = coverage({ inventories: [new Source('i.yml', minimal())] })
    expect(placeholderLines(placeholders)).toContain(
      'cluster pg-test: cron.database_name: set, but nothing reads it as long as the library pg_cron is not loaded',
    )
    expect(
      coverage({ inventories: [new Source('i.yml', minimal({ cluster: 'pg_libs: "pg_cron, pg_stat_statements, auto_explain, pg_wait_sampling"' }))] })
        .placeholders,
    ).toEqual([])
  })

  test('an inventory with an error is covered as far as it was read; one that is no YAML is not', () => {
    expect(said(minimal({ cluster: 'pg_conf: fast.yml' }), 'pg_conf')).toBe('used')
    expect(coverage({ inventories: [new Source('i.yml', 'a: [')] }).files).toEqual([])
  })
})

describe('reports', () => {
  const text = `# head\n\n${minimal({ cluster: '# why\npg_vip_interface: eth1\ndocker_enabled: true' })}`

  test('text: ranges, reasons, sums', () => {
    const lines = coverageText(cover(text)).split('\n')
    expect(lines.slice(0, 9)).toEqual([
      'i.yml:',
      '  3-4  structure',
      '  5-6  used',
      '  7-8  structure',
      '    9  used',
      '   10  structure',
      '   11  used',
      '   13  unused     pg_vip_interface: pg_vip_enabled is off: the default',
      '   14  other      docker_enabled (DOCKER)',
    ])
    expect(lines.slice(-2)).toEqual([
      'i.yml: 24 lines, 15 of them with values: 12 used (80.0 %), 1 checked (6.6 %), 1 other (6.6 %), 1 unused (6.6 %)',
      '  and 6 structure, 2 comment, 1 blank',
    ])
  })

  test('JSON: every line in one range, every definition', () => {
    const report = coverageJson(cover(text))
    expect(report.counts).toEqual({ used: 12, checked: 1, other: 1, unused: 1, structure: 6, comment: 2, blank: 1 })
    expect(report.definitions).toContainEqual({ name: 'docker_enabled', line: 14, column: 9, use: 'other', owner: 'DOCKER', reason: null })
  })

  test('no value is shown', () => {
    const shown = coverageText(cover(text)) + JSON.stringify(coverageJson(cover(text)))
    for (const [secret] of text.matchAll(/Secret\.\w+/g)) expect(shown).not.toContain(secret)
  })
})

const shared = '../shared/conformance'

/** Files of these, with the facts that go with them. */
const whole = [
  ...listed('fixtures/deployments').map((path) => ({ path, facts: [] })),
  ...(existsSync(shared) ? listed(join(shared, 'inventories')).map((path) => ({ path, facts: [readSource(join(shared, 'facts.yml'))] })) : []),
]

function listed(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => join(folder, file))
}

test.each([...whole, ...listed('fixtures/checks').map((path) => ({ path, facts: [] }))])('every line of $path is one thing', ({ path, facts }) => {
  const text = readFileSync(path, 'utf8')
  for (const { ranges, counts } of coverage({ inventories: [new Source(path, text)], facts }).files) {
    const lines = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined)
    expect(ranges.map(({ from }) => from)).toEqual([1, ...ranges.slice(0, -1).map(({ to }) => to + 1)])
    expect(ranges.at(-1)?.to).toBe(lines.length)
    const sum = (uses: readonly LineUse[]): number => uses.reduce((total, use) => total + counts[use], 0)
    expect(sum(['blank'])).toBe(lines.filter((line) => line.trim() === '').length)
    expect(sum(['used', 'checked', 'other', 'unused', 'structure', 'comment', 'blank'])).toBe(lines.length)
  }
})

describe('is true', { timeout: 120_000 }, () => {
  test.each(whole)('of $path: what is not used can go', ({ path, facts }) => {
    const source = readSource(path)
    const compiled = (text: string): Compilation => compile({ inventories: [new Source(path, text)], facts })
    const [file] = coverage({ inventories: [source], facts }).files
    if (file === undefined) expect.fail('no coverage')
    const files = texts(compiled(source.text))
    const idle = file.ranges.filter(({ use }) => use === 'unused' || use === 'other')
    const lines = new Set(idle.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index)))
    const rest = source.text.split('\n').map((line, index) => (lines.has(index + 1) ? '' : line))
    const after = compiled(rest.join('\n'))
    expect(after.diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticText)).toEqual([])
    expect(texts(after)).toEqual(files)
  })

  test.each(whole.slice(0, 4))('of $path: what is used has an effect', ({ path, facts }) => {
    const source = readSource(path)
    const outcome = (text: string): string => {
      const { files, diagnostics } = compile({ inventories: [new Source(path, text)], facts })
      return JSON.stringify([files.map((file) => file.text), diagnostics.map(diagnosticText)])
    }
    const before = outcome(source.text)
    const [file] = coverage({ inventories: [source], facts }).files
    const numbers = (file?.pieces ?? []).filter(
      ({ name, use, extent }) => use === 'used' && /(port|_seq|_conn|_weight|pool_size)$/.test(name) && /^\d+$/.test(textOf(extent[1])),
    )
    expect(numbers.length).toBeGreaterThan(0)
    for (const { name, extent } of numbers.slice(0, 12)) {
      const [, value] = extent
      if (value === undefined) continue
      const text = `${source.text.slice(0, value.start)}${Number(textOf(value)) + 3}${source.text.slice(value.end)}`
      expect(outcome(text) === before, `${value} ${name}`).toBe(false)
    }
  })
})

/** A credential may keep a file from others wherever it stands: modes are not compared. */
function texts({ files }: Compilation): string[] {
  return files.map(({ host, path, text }) => `${host} ${path}\n${text}`)
}

function textOf(span: Piece['at'] | undefined): string {
  return span?.source.text.slice(span.start, span.end) ?? ''
}
