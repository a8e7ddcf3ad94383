import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Step } from '../../src/plan/steps/step.js'
import { type Planned, planned } from './plans.js'

const names = readdirSync('fixtures/plans').sort()
const text = (name: string, side: string): string => readFileSync(`fixtures/plans/${name}/${side}.yml`, 'utf8')
const base = text('rotating-a-password', 'before')
const edited = (...edits: readonly (readonly [from: string | RegExp, to: string])[]): string => edits.reduce((all, [from, to]) => all.replace(from, to), base)

/** Both ways of each documented plan, and changes that meet. */
const pairs: readonly (readonly [name: string, before: string, after: string])[] = [
  ...names.flatMap((name) => [
    [name, text(name, 'before'), text(name, 'after')] as const,
    [`${name}, backwards`, text(name, 'after'), text(name, 'before')] as const,
  ]),
  ['another primary on a new machine', base, edited(['10.20.0.11: { pg_seq: 1, pg_role: primary }', '10.20.0.14: { pg_seq: 4, pg_role: primary }'])],
  ['a member on another machine', base, edited(['10.20.0.13: { pg_seq: 3', '10.20.0.15: { pg_seq: 3'])],
  [
    'values up and down, a password, a port and a rule at once',
    base,
    edited(
      [
        'pg_max_conn: 400',
        'pg_max_conn: 300\n        pg_parameters: { max_wal_senders: 60, work_mem: 8MB }\n        pgbouncer_port: 6433\n        patroni_port: 8009',
      ],
      ['Plan.Shop.1', 'Plan.Shop.12'],
      ['Plan.Replica.4', 'Plan.Replica.14'],
      ['        pg_users:', '        pg_hba_rules: [{ user: shop, db: shop, addr: 203.0.113.0/24, auth: ssl }]\n        pg_users:'],
    ),
  ],
  [
    'no VIP and no pool any more',
    base,
    edited([/ +pg_vip_.*\n/g, ''], ['pg_max_conn: 400', 'pg_max_conn: 400\n        pgbouncer_enabled: false\n        pg_default_service_dest: postgres']),
  ],
]

describe.each(pairs)('%s', (_, before, after) => {
  const { plan, steps } = planned(before, after)
  const byId = new Map(steps.map((step) => [step.id, step]))
  const isUpgraded = steps.some(({ id }) => id.startsWith('upgrade-'))

  test('each step waits for earlier ones only, and there is no other of its id', () => {
    expect(byId.size).toBe(steps.length)
    const seen = new Set<string>()
    for (const { id, after: earlier } of steps) {
      expect([id, earlier.filter((each) => !seen.has(each))]).toEqual([id, []])
      seen.add(id)
    }
  })

  test('each file that differs is put in its place, or taken away, by exactly one step', () => {
    const told = steps.flatMap(({ host, files = [] }) => files.map(({ path, action }) => `${action} ${host}:${path}`)).sort()
    const differing = plan.files.flatMap(({ file: { kind, host, path, before: was } }) => [
      `${kind === 'removed' ? 'remove' : 'install'} ${host}:${path}`,
      ...(kind === 'changed' && was !== undefined && was.path !== path && was.host === host ? [`remove ${host}:${was.path}`] : []),
    ])
    const missing = differing.filter((each) => !told.includes(each))
    expect(missing).toEqual([])
    expect(told.filter((each, index) => each === told[index - 1])).toEqual([])
  })

  test('a file is in its place before its daemon is told', () => {
    // What is new, or upgraded, reads it as it starts.
    const others = steps.filter(({ id }) => !isUpgraded && !/^(files-arrive|directories|files-data)/.test(id))
    for (const { host, id, files = [] } of others)
      for (const { path } of files.filter(({ action }) => action === 'install')) {
        const { file, impact, changes } = plan.files.find((each) => each.file.host === host && each.file.path === path) ?? {}
        const units = [impact, ...(changes ?? []).map((change) => change.impact)].flatMap((each) =>
          each?.effect === 'reload' || each?.effect === 'restart' ? (each.unit ?? []) : [],
        )
        for (const unit of units) {
          const tellers = steps.filter((step) => tells(step, host, unit, file?.instance))
          expect([path, unit, tellers.length > 0]).toEqual([path, unit, true])
          expect([path, unit, tellers.filter((teller) => !reaches(teller, id, byId)).map((teller) => teller.id)]).toEqual([path, unit, []])
        }
      }
  })

  test('no unit is restarted twice, nor a member', () => {
    const told = steps.flatMap(({ host, command }) => [
      ...[...command.matchAll(/^systemctl (restart|reload) (\S+)$/gm)].map(([, , unit]) => `${host} ${unit}`),
      ...[...command.matchAll(/patronictl \S+ \S+ restart (\S+ \S+)/g)].map(([, member]) => member ?? ''),
    ])
    expect(told.filter((each, index) => told.indexOf(each) !== index)).toEqual([])
  })

  test('no password is in any step', () => {
    expect(JSON.stringify(steps)).not.toMatch(/Plan\.[A-Z]/)
  })
})

/** Whether a step makes a daemon read its files again. */
function tells({ host, command }: Step, on: string, unit: string, instance: string | undefined): boolean {
  if (host === on && command.split('\n').some((line) => /^systemctl (reload|restart) /.test(line) && line.endsWith(` ${unit}`))) return true
  const cluster = instance?.replace(/-\d+$/, '')
  if (unit === 'postgresql') return command.includes(` edit-config ${cluster} `)
  return unit.startsWith('patroni') && / (reload|edit-config) /.test(command) && command.includes('patronictl') && command.includes(` ${cluster} `)
}

function reaches(from: Step, id: string, byId: ReadonlyMap<string, Step>, seen = new Set<string>()): boolean {
  if (from.after.includes(id)) return true
  return from.after.some((each) => {
    const step = byId.get(each)
    if (step === undefined || seen.has(each)) return false
    seen.add(each)
    return reaches(step, id, byId, seen)
  })
}

describe('the order', () => {
  const idsOf = ({ steps }: Planned): readonly string[] => steps.map(({ id }) => id)

  test('lowered on the primary first, raised on the replicas first', () => {
    const restarts = (found: Planned): readonly string[] => idsOf(found).filter((id) => id.startsWith('restart@'))
    const [low, high] = [text('raising-max-connections', 'before'), text('raising-max-connections', 'after')]
    expect(restarts(planned(low, high))).toEqual(['restart@pg-shop-2', 'restart@pg-shop-3', 'restart@pg-shop-1'])
    expect(restarts(planned(high, low))).toEqual(['restart@pg-shop-1', 'restart@pg-shop-2', 'restart@pg-shop-3'])
  })

  test('the server has a new password before Patroni and the pools', () => {
    const ids = idsOf(planned(base, edited(['Plan.Shop.1', 'Plan.Shop.12'], ['Plan.Replica.4', 'Plan.Replica.14'])))
    const at = (id: string): number => (ids.includes(id) ? ids.indexOf(id) : expect.fail(`no ${id} in ${ids.join(' ')}`))
    expect(at('sql-user-shop@pg-shop')).toBeLessThan(at('reload-pgbouncer@10.20.0.12'))
    expect(at('pg-init-pg-shop')).toBeLessThan(at('reload-pg-shop'))
    expect(at('files-pool@10.20.0.12')).toBeLessThan(at('sql-user-shop@pg-shop'))
  })

  test('names and targets go first, and proxies, before a member stops; of a new one they come last', () => {
    const three = base
    const two = edited([/ +10\.20\.0\.13: .*\n/, ''])
    const gone = idsOf(planned(three, two))
    expect(['files-out@10.20.0.10', 'reload-haproxy@10.20.0.11', 'stop-patroni@pg-shop-3', 'clear@10.20.0.13'].map((id) => gone.indexOf(id))).toEqual(
      ['files-out@10.20.0.10', 'reload-haproxy@10.20.0.11', 'stop-patroni@pg-shop-3', 'clear@10.20.0.13'].map((id) => gone.indexOf(id)).sort((a, b) => a - b),
    )
    const come = idsOf(planned(two, three))
    const order = ['start-patroni@pg-shop-3', 'start-rest@10.20.0.13', 'reload-haproxy@10.20.0.11', 'files-site@10.20.0.10'].map((id) => come.indexOf(id))
    expect(order).not.toContain(-1)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  const inOrder = (found: Planned, order: readonly string[]): void => {
    const places = order.map((id) => idsOf(found).indexOf(id))
    expect([idsOf(found).join(' '), places]).toEqual([idsOf(found).join(' '), [...places].sort((a, b) => a - b)])
    expect(places).not.toContain(-1)
  }

  test('who takes the place of the primary is there before it hands over', () => {
    const found = planned(base, edited(['10.20.0.11: { pg_seq: 1, pg_role: primary }', '10.20.0.14: { pg_seq: 4, pg_role: primary }']))
    inOrder(found, [
      'start-patroni@pg-shop-4',
      'reload-haproxy@10.20.0.12',
      'files-site@10.20.0.10',
      'switchover-pg-shop',
      'stop-patroni@pg-shop-1',
      'clear@10.20.0.11',
    ])
    expect(found.steps.find(({ id }) => id === 'look-pg-shop')?.verify).toMatch(/^pg-shop-1 is the leader/)
  })

  test('a primary that moves hands over to who stays, and stops before it is there again', () => {
    const found = planned(base, edited(['10.20.0.11: { pg_seq: 1', '10.20.0.14: { pg_seq: 1']))
    inOrder(found, ['switchover-pg-shop', 'stop-patroni@pg-shop-1', 'start-patroni@pg-shop-1'])
    expect(found.steps.find(({ id }) => id === 'switchover-pg-shop')?.command).toContain('--leader pg-shop-1 --candidate pg-shop-2 ')
  })

  test('another role of a member that stays is a switchover', () => {
    const swapped = edited(['pg_seq: 1, pg_role: primary', 'pg_seq: 1, pg_role: replica'], ['pg_seq: 2, pg_role: replica', 'pg_seq: 2, pg_role: primary'])
    inOrder(planned(base, swapped), ['look-pg-shop', 'switchover-pg-shop'])
  })

  test('a cluster of which no member stays is stopped before anything moves', () => {
    const lone = edited([/ +10\.20\.0\.1[23]: .*\n/g, ''])
    const found = planned(lone, lone.replace('10.20.0.11: { pg_seq: 1', '10.20.0.14: { pg_seq: 1'))
    inOrder(found, ['judge-move-pg-shop', 'last-backup-pg-shop', 'stop-patroni@pg-shop-1', 'start-patroni@pg-shop-1'])
  })

  test('a daemon that is no longer wanted stops when nothing leads there', () => {
    const bare = edited(
      [/ +pg_vip_.*\n/g, ''],
      ['pg_max_conn: 400', 'pg_max_conn: 400\n        pgbouncer_enabled: false\n        pg_default_service_dest: postgres'],
    )
    inOrder(planned(base, bare), ['reload-haproxy@10.20.0.11', 'files-site@10.20.0.10', 'disable-pgbouncer@10.20.0.11', 'files-retire@10.20.0.11'])
    inOrder(planned(base, bare), ['files-site@10.20.0.10', 'disable-vip-manager@10.20.0.11', 'files-retire@10.20.0.11'])
  })

  test('proxies ask another port of Patroni as soon as it answers there', () => {
    inOrder(planned(base, edited(['pg_max_conn: 400', 'pg_max_conn: 500\n        patroni_port: 8009'])), [
      'files-proxy@10.20.0.11',
      'reload-pg-shop',
      'reload-haproxy@10.20.0.12',
      'restart@pg-shop-2',
    ])
  })

  test('nothing to do where nothing differs', () => {
    expect(planned(base, `# the same\n${base}`).steps).toEqual([])
  })
})
