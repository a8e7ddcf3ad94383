import { describe, expect, test } from 'vitest'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { causesOf } from '../../src/explain/causes.js'
import { differences, effectsOn, targetsOf } from '../../src/explain/effects.js'
import { Experiment } from '../../src/explain/experiment.js'
import { machine, minimal } from '../compile.js'
import { answer, explainerOf, understoodOf } from './understood.js'

const inventory = minimal({
  cluster: `pg_users: [{ name: app, password: Harbour.Seven, pgbouncer: true }]\npg_databases: [{ name: shop, pool_size: 7 }]\npg_conf: tiny.yml`,
  members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica, pg_max_conn: 300 }' },
  all: 'pg_max_conn: 200',
})
const explainer = explainerOf(inventory, machine)
const place = (text: string): string => {
  const line = inventory.split('\n').findIndex((each) => each.includes(text))
  return `inventory.yml:${line + 1}:`
}
const problem = (reference: string): string => {
  const found = explainer.line(reference)
  return 'problem' in found ? found.problem : ''
}

describe('a line of an output file', () => {
  test('has the same causes whether or not the instances of other hosts are built each time', { timeout: 60_000 }, () => {
    const understood = understoodOf(inventory, machine)
    const alone = new Experiment(understood, undefined, '10.10.10.12')
    const base = alone.baseline()
    const targets = [...targetsOf(artifacts, understood.model, ({ host }) => host === '10.10.10.12').values()].filter(
      (target) => differences([target], base)?.size === 0,
    )
    expect(targets.length).toBeGreaterThan(30)
    const causes = causesOf(
      new Set(['patroni/patroni.yml', 'node_exporter', 'haproxy'].flatMap((id) => artifacts.flatMap((each) => (each.id.includes(id) ? each.uses : [])))),
      understood,
    )
    // What only adds lines is no cause of one.
    const labels = (experiment: Experiment): readonly string[] =>
      [...effectsOn(targets, causes, experiment)].flatMap(([{ path }, effects]) =>
        effects.flatMap(({ cause, lines, decides }) => (lines.size > 0 || decides ? [`${path} ${cause.label} ${[...lines].sort().join(' ')} ${decides}`] : [])),
      )
    const whole = labels(new Experiment(understood))
    expect(whole.length).toBeGreaterThan(200)
    expect(labels(alone)).toEqual(whole)
  })

  test('names definitions at their places, defaults, and facts where a file states them', () => {
    const { causes, formula, keyPath } = answer(explainer.line('10.10.10.12:/etc/patroni/patroni.yml:work_mem'))
    expect(keyPath).toBe('bootstrap.dcs.postgresql.parameters.work_mem')
    expect(causes.map(({ label }) => label).sort()).toEqual(['node_mem_mb of 10.10.10.12', 'pg_conf', 'pg_max_conn', 'pg_shared_buffer_ratio'])
    const at = Object.fromEntries(causes.map((cause) => [cause.name, String(cause.at)]))
    expect(at.pg_max_conn).toContain(place('pg_max_conn: 300'))
    expect(at.node_mem_mb).toContain('facts.yml:1:')
    expect(at.pg_shared_buffer_ratio).toBe('undefined')
    expect(formula).toBe('shared_buffers (4096MB) divided by max_connections (300), at least 16MB, at most 256MB')
  })

  test('an attribute of an object, and its credential only masked', () => {
    const { causes, text } = answer(explainer.line('10.10.10.11:/etc/pgbouncer/userlist.txt:app'))
    expect(causes.map(({ label }) => label)).toContain('pg_users[0].password')
    expect(text).toContain('"app"')
    expect(JSON.stringify({ text, causes: causes.map(({ at, ...rest }) => [String(at), rest]) })).not.toContain('Harbour.Seven')
  })

  test('a fixed line has no cause', () => {
    expect(answer(explainer.line('10.10.10.11:/etc/patroni/patroni.yml:1')).causes).toEqual([])
  })

  test('the address of another host, and values that decide whether there is a file', () => {
    const { causes } = answer(explainer.line('out/hosts/10.10.10.11/etc/patroni/patroni.yml:etcd3.hosts'))
    expect(causes.map(({ kind, label }) => `${kind} ${label}`)).toContain('host 10.10.10.10')
    const { conditions } = answer(explainer.line('10.10.10.11:/etc/pgbouncer/pgbouncer.ini:1'))
    expect(conditions.map(({ label }) => label)).toContain('pgbouncer_enabled')
  })

  test('what is not there gets help', () => {
    expect(problem('10.10.10.19:/etc/patroni/patroni.yml:1')).toMatch(/no host "10.10.10.19"; did you mean 10.10.10.1[0-2]\?/)
    expect(problem('10.10.10.11:/etc/patroni/patron.yml:1')).toContain('did you mean /etc/patroni/patroni.yml?')
    expect(problem('10.10.10.11:/etc/patroni/patroni.yml:9999')).toMatch(/has \d+ lines, so there is no line 9999/)
    expect(problem('10.10.10.11:/etc/patroni/patroni.yml')).toContain('which line')
    expect(problem('10.10.10.11:/etc/patroni/patroni.yml:username')).toMatch(/is in lines \d+, \d+/)
  })
})

describe('a value', () => {
  test('of a cluster: one entry for those who have the same, with what it beat', () => {
    const { values, uses } = answer(explainer.value('pg-test', 'pg_max_conn'))
    expect(values.map(({ of, value, definitions }) => [of, value, definitions.map(({ level, of: owner }) => `${level} ${owner}`)])).toEqual([
      [['pg-test-1'], 200, ['group all']],
      [['pg-test-2'], 300, ['host 10.10.10.12', 'group all']],
    ])
    expect(values[0]?.default).toBe('auto')
    expect(uses.filter(({ path }) => path.endsWith('patroni.yml')).flatMap(({ host, lines }) => lines.map(({ keyPath }) => `${host} ${keyPath}`))).toContain(
      '10.10.10.12 bootstrap.dcs.postgresql.parameters.max_connections',
    )
  })

  test('a part of an object by name', () => {
    const { label, values, uses } = answer(explainer.value('pg-test-1', 'pg_databases.shop.pool_size'))
    expect([label, values[0]?.value]).toEqual(['pg_databases[0].pool_size', 7])
    expect(String(values[0]?.definitions[0]?.at)).toContain(place('pool_size'))
    expect(uses.map(({ path }) => path)).toEqual(['/etc/pgbouncer/database.txt'])
  })

  test('a credential is never shown, not even a default one', () => {
    for (const name of ['pg_users', 'pg_users.app.password', 'pg_admin_password', 'pg_users[0]']) {
      const found = answer(explainer.value('pg-test-1', name))
      expect(found.values[0]?.secret, name).toBe(true)
      expect(JSON.stringify(found, (key, value: unknown) => (key === 'at' ? String(value) : value))).not.toMatch(/Harbour|Secret|DBUser/)
    }
  })

  test('names that do not exist get help', () => {
    expect(explainer.value('pg-tst', 'pg_port')).toEqual({ problem: expect.stringContaining('did you mean pg-test?') })
    expect(explainer.value('pg-test', 'pg_prt')).toEqual({ problem: expect.stringContaining('did you mean pg_port?') })
    expect(explainer.value('pg-test', 'pg_databases.shp')).toEqual({ problem: expect.stringContaining('did you mean shop?') })
  })
})
