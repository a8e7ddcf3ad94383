import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { diff } from '../../../src/diff/diff.js'
import type { Side } from '../../../src/diff/side.js'
import { type Plan, planOf } from '../../../src/plan/plan.js'
import { reasonsFor } from '../../../src/plan/risk.js'
import { planJson } from '../../../src/report/plan/json.js'
import { planMarkdown } from '../../../src/report/plan/markdown.js'
import { planText } from '../../../src/report/plan/text.js'
import { unifiedText } from '../../../src/report/plan/unified.js'
import { asFetched, asTree, deployment, sideOf } from '../../diff/sides.js'

const trio = sideOf(deployment('trio'), 'old.yml')
const edits = {
  weight: [['pg_weight: 150', 'pg_weight: 120']],
  'two things': [
    ['pg_weight: 150', 'pg_weight: 120'],
    ['pg_cluster: shop', 'pg_cluster: shop\n        pg_max_conn: 900'],
  ],
  password: [['Ledger-Window-19', 'Ledger-Window-20']],
  'another host': [['        10.42.0.12: { pg_seq: 2', '        10.42.0.14: { pg_seq: 4, pg_role: replica }\n        10.42.0.12: { pg_seq: 2']],
  'another address': [[/10\.42\.0\.12/g, '10.42.0.22']],
} as const satisfies Record<string, readonly (readonly [string | RegExp, string])[]>

function side(name: keyof typeof edits): Side {
  return sideOf(deployment('trio', ...edits[name]), 'new.yml')
}

const plans = new Map<keyof typeof edits, Plan>()

function plan(name: keyof typeof edits): Plan {
  const made = plans.get(name) ?? planOf(diff(trio, side(name)))
  plans.set(name, made)
  return made
}

describe('plans as JSON', () => {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync('schema/plan.schema.json', 'utf8')))
  const now = side('two things')
  const cases: readonly (readonly [string, Plan])[] = [
    ...(['weight', 'two things', 'password', 'another host', 'another address'] as const).map((name) => [name, plan(name)] as const),
    ['nothing', planOf(diff(trio, trio))],
    ['a host less', planOf(diff(side('another host'), trio))],
    ['a tree', planOf(diff(asTree(trio), now))],
    [
      'what was fetched',
      planOf(
        diff(
          trio,
          asFetched(now, (path) => path.startsWith('/etc/')),
        ),
      ),
    ],
    ['what was fetched twice', planOf(diff(asFetched(trio), asFetched(now)))],
  ]

  test.each(cases)('%s: as the schema says', (_, one) => {
    expect(validate(JSON.parse(planJson(one, '0'))), JSON.stringify(validate.errors)).toBe(true)
  })

  test('equal changes are one, with their files and causes', () => {
    const { summary, files, changes, origins } = JSON.parse(planJson(plan('two things'), '0'))
    const change = changes.find(({ key }: { key: string }) => key === 'bootstrap.dcs.postgresql.parameters.max_connections')
    expect(change).toMatchObject({ kind: 'changed', before: 500, after: 900, impact: { effect: 'rolling restart', order: 'replicas first' }, doubtful: false })
    expect(change.files.map((number: number) => files[number].path)).toEqual(Array.from({ length: 3 }, () => '/etc/patroni/patroni.yml'))
    expect(change.origins.map((number: number) => origins[number].label)).toEqual(['pg_max_conn'])
    expect(summary).toMatchObject({ files: { added: 0, removed: 0 }, hosts: 3, worst: 'rolling restart' })
  })
})

describe('plans as text', () => {
  test('of nothing: one line', () => {
    expect(planText(planOf(diff(trio, trio)))).toBe(`No change from old.yml to old.yml: ${trio.files.length} files equal.\n`)
  })

  test('the worst first, each change once with its cause', () => {
    const text = planText(plan('two things'))
    expect(text.indexOf('patroni/patroni.yml')).toBeLessThan(text.indexOf('haproxy/service.cfg'))
    expect(text).toContain('Worst effect: rolling restart.')
    expect(text).toMatch(/max_connections: 500 -> 900\n {6}rolling restart, replicas first: .*\n {6}from pg_max_conn \(new\.yml:/)
    expect(text.match(/server shop-2: weight: 150 -> 120/g)).toHaveLength(1)
  })

  test.each(Object.keys(edits) as (keyof typeof edits)[])('%s: fits on a screen, and --full shows every file', (name) => {
    const one = plan(name)
    expect(planText(one).split('\n').length).toBeLessThanOrEqual(48)
    const full = planText(one, { full: true })
    expect(full).not.toContain('--full')
    for (const { file } of one.files) expect(full).toContain(file.artifact)
  })

  test('the files of a new host are counted, not listed', () => {
    const text = planText(plan('another host'))
    expect(text).toMatch(/\+ host 10\.42\.0\.14: \d+ files/)
    expect(text).toContain('~ services shop-batch, shop-default, shop-primary, shop-replica: offered on +10.42.0.14; servers +shop-4')
    expect(text).not.toContain('exporters/node_exporter')
  })

  test('a new database is one line of those who may reach it', () => {
    const fixture = (name: string) => sideOf(readFileSync(`fixtures/plans/adding-a-database/${name}.yml`, 'utf8'), `${name}.yml`)
    const one = planOf(diff(fixture('before'), fixture('after')))
    expect(one.access?.length).toBeGreaterThan(3)
    expect(planText(one).match(/^ {2}\+ new database books of pg-shop: is reached by .*\bshop\b/gm)).toHaveLength(1)
    expect(planMarkdown(one).match(/new database/g)).toHaveLength(1)
  })

  test('drift: what is missing was not fetched, what is more was added', () => {
    const fetched = asFetched(trio, (path) => path.startsWith('/etc/haproxy'))
    const stale = { host: '10.42.0.11', path: '/etc/haproxy/conf.d/stale.cfg', text: 'listen stale\n  bind *:7777\n', secret: false }
    const one = planOf(diff(trio, { ...fetched, files: [...fetched.files, stale] }))
    expect(one.files.map(({ file }) => `${file.kind} ${file.path}`)).toEqual([`added ${stale.path}`])
    expect(planText(one)).toContain(`${trio.files.length - fetched.files.length} not fetched`)
    // Only what somebody wrote by hand: comments mean nothing.
    const noted = { ...fetched, files: fetched.files.map((file) => ({ ...file, text: `# by hand\n${file.text}` })) }
    expect(planOf(diff(trio, noted)).worst).toBe('nothing')
    expect(planText(planOf(diff(trio, noted)))).toContain('only comments or layout')
  })

  test('the lines that differ, equal ones once', () => {
    const text = unifiedText(plan('weight'))
    expect(text).toContain('+++ /etc/haproxy/conf.d/shop-primary.cfg  on 3 hosts')
    expect(text).toMatch(/^- {4}server {3}shop-2 10\.42\.0\.12:6432 .* weight 150$/m)
    const secret = unifiedText(plan('password'))
    expect(secret).toMatch(/^\+●●●●$/m)
    expect(secret).not.toMatch(/Ledger|Window/)
  })
})

/** What a reader of Markdown takes for more than text. */
function outsideFences(text: string): string {
  let fence = ''
  return text
    .split('\n')
    .filter((line) => {
      const [run = ''] = /^`{3,}/.exec(line) ?? []
      if (fence === '') {
        fence = run
        return true
      }
      if (run.length >= fence.length && line === run) fence = ''
      return false
    })
    .join('\n')
}

describe('plans as markdown', () => {
  test('a table to read, the rest folded', () => {
    const text = planMarkdown(plan('two things'), { text: true, steps: true })
    const [head = ''] = text.split('<details>')
    expect(head.split('\n').length).toBeLessThan(30)
    expect(head).toContain('| `patroni/patroni.yml` | 3 hosts | 2 | **rolling restart**')
    expect(text.match(/<details>/g)).toHaveLength(4)
    expect(text.match(/<\/details>/g)).toHaveLength(4)
  })

  test('names cannot leave their place', () => {
    const one = plan('weight')
    const named = { ...one, comparison: { ...one.comparison, after: { ...one.comparison.after, name: '<img src=x>|`x`' } } }
    expect(planMarkdown(named)).toContain('\\<img src=x\\>\\|\\`x\\`')
  })

  test('texts of files cannot leave their place', () => {
    const path = '/etc/haproxy/conf.d/shop-primary.cfg'
    const mark = '<script>out</script>'
    const fetched = asFetched(side('weight'), (each) => each === path)
    const hostile = { ...fetched, files: fetched.files.map((file) => ({ ...file, text: `# \`\`\`\`\n\`\`\`\`\n</details>${mark}\n${file.text}` })) }
    const made = planOf(diff(trio, hostile))
    const labelled = { ...made, comparison: { ...made.comparison, origins: [{ label: `\`\`\`\`\n</details>${mark}` }] } }
    for (const text of [made, labelled].map((one) => planMarkdown(one, { text: true }))) {
      expect(text).toContain(mark)
      const outside = outsideFences(text)
      expect(outside).not.toContain(mark)
      expect(outside.match(/<details>/g)).toHaveLength(outside.match(/<\/details>/g)?.length ?? 0)
    }
  })

  test('a table keeps its columns, whatever files are called', () => {
    const fetched = asFetched(trio, (path) => path.startsWith('/etc/haproxy'))
    const odd = { host: '10.42.0.11', path: '/etc/haproxy/conf.d/a|b`c`.cfg', text: 'listen x\n', secret: false }
    const rows = planMarkdown(planOf(diff(trio, { ...fetched, files: [...fetched.files, odd] })))
      .split('\n')
      .filter((line) => line.startsWith('|'))
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5)
    expect(rows.at(-1)).toContain("| `/etc/haproxy/conf.d/a\\|b'c'.cfg` |")
  })

  test('fits in a comment, whatever it is of', () => {
    const moved = planOf(diff(trio, sideOf(deployment('standby'), 'new.yml')))
    const whole = planMarkdown(moved, { text: true, steps: true })
    expect(whole.length).toBeLessThan(60_000)
    expect(whole).toContain('... (cut: the rest is in the output of `pgcompile diff --full`)')
    // What is short is whole, and each of the others has its part.
    expect(whole.match(/<summary>/g)).toHaveLength(4)
    expect(whole.match(/\(cut: /g)?.length).toBeLessThan(4)
  })
})

describe('risks', () => {
  test('restarts, gained access, lost data', () => {
    expect(reasonsFor('restart', plan('weight'))).toEqual([])
    expect(reasonsFor('restart', plan('two things'))).not.toEqual([])
    expect(reasonsFor('access-widened', plan('weight'))).toEqual([])
    const open = sideOf(deployment('trio', ['addr: 10.42.8.77, auth: reject', 'addr: 10.42.8.77, auth: trust']))
    expect(reasonsFor('access-widened', planOf(diff(trio, open)))).not.toEqual([])
    expect(reasonsFor('destructive', plan('two things'))).toEqual([])
    expect(reasonsFor('destructive', planOf(diff(side('another host'), trio)))).toEqual(
      expect.arrayContaining(['host 10.42.0.14 goes', 'instance shop-4 goes']),
    )
  })
})
