import { expect, test } from 'vitest'
import type { Inventory } from '../../src/inventory/inventory.js'
import { wasRead } from '../../src/inventory/reads.js'
import type { Cluster, Model } from '../../src/model/model.js'
import { Session } from '../../src/session.js'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'
import { fleet } from '../bench/fleet.js'

const groups = ['infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }', 'etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }']

/** Clusters of one member, by name the variables of each. */
function inventoryOf(clusters: Readonly<Record<string, string>>): string {
  const own = Object.entries(clusters).map(
    ([name, more], index) => `${name}: { hosts: { 10.0.1.${index + 1}: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: ${name}, ${more} } }`,
  )
  return ['all:', '  children:', ...[...groups, ...own].map((group) => `    ${group}`), ''].join('\n')
}

function modelOf(text: string): { readonly model: Model; readonly inventory: Inventory } {
  let inventory: Inventory | undefined
  const { model, diagnostics } = check({ inventories: [new Source('inventory.yml', text)] }, { loaded: (loaded) => (inventory = loaded.inventory) })
  if (model === undefined || inventory === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return { model, inventory }
}

function named(model: Model, name: string): Cluster {
  const cluster = model.clusters.find((each) => each.name === name)
  if (cluster === undefined) throw new Error(`no cluster ${name}`)
  return cluster
}

const same = 'pg_version: 16, pg_max_conn: 300, pgbackrest_log_dir: /var/log/backup'

test('clusters share what they say in the same words, and each entry counts as read', () => {
  const { model, inventory } = modelOf(inventoryOf({ a: same, b: same, c: same.replace('300', '400') }))
  const [a, b, c] = ['a', 'b', 'c'].map((name) => named(model, name).primary)
  expect(a?.exporters).toBe(c?.exporters)
  expect(a?.patroni?.tuning.sizing).toBe(b?.patroni?.tuning.sizing)
  expect(c?.patroni?.tuning.sizing.connections).toBe(400)
  for (const name of ['a', 'b', 'c'])
    for (const parameter of ['pg_version', 'pg_max_conn', 'pgbackrest_log_dir']) {
      const at = inventory.groups.get(name)?.variables.get(parameter)?.[0]?.key.at
      expect(at !== undefined && wasRead(at), `${parameter} of ${name}`).toBe(true)
    }
})

test('what names a cluster or stands at a place of its own is its own', () => {
  const { model } = modelOf(inventoryOf({ a: same, b: same }))
  const [a, b] = [named(model, 'a').primary, named(model, 'b').primary]
  const archive = ({ patroni }: typeof a): unknown => patroni?.tuning.settings.map(({ settings }) => settings.archive_command).find((command) => command)
  expect([archive(a), archive(b)]).toEqual(['pgbackrest --stanza=a archive-push %p', 'pgbackrest --stanza=b archive-push %p'])
  for (const instance of [a, b]) {
    expect(instance.postgres.superuser.at).toBe(instance.host.at)
    expect(instance.patroni?.tuning.bufferShareAt).toBe(instance.host.at)
  }
  expect(`${a.patroni?.tuning.versionAt}`).not.toBe(`${b.patroni?.tuning.versionAt}`)
})

test('a mistake in the same words is reported at the place of each', () => {
  const wrong = 'pg_version: 16, pg_exporter_cache_ttls: "1,2", patroni_log_dir: logs'
  const { diagnostics } = check({ inventories: [new Source('inventory.yml', inventoryOf({ a: wrong, b: wrong }))] })
  for (const code of ['exporter-setting', 'path-form']) {
    const places = diagnostics.filter((each) => each.code === code).map(({ at }) => at.from.line)
    expect(new Set(places).size, code).toBe(2)
  }
})

test('where clusters differ in a value of a list, an expression or a host, nothing is taken from another', () => {
  const { model } = modelOf(
    inventoryOf({
      a: 'pg_crontab: ["00 01 * * * /pg/bin/a"], pg_weight: "{{ pg_seq + 1 }}"',
      b: 'pg_crontab: ["00 02 * * * /pg/bin/b"], pg_weight: "{{ pg_seq + 2 }}"',
      c: 'pg_weight: 3',
    }),
  )
  const of = (name: string): unknown => {
    const { os, postgres } = named(model, name).primary
    return [os.crontab.map(({ text }) => text), postgres.weight]
  }
  expect(of('a')).toEqual([['00 01 * * * /pg/bin/a'], 2])
  expect(of('b')).toEqual([['00 02 * * * /pg/bin/b'], 3])
  expect(named(model, 'c').primary.postgres.weight).toBe(3)
})

test('a hundred clusters of as many values have each their own', () => {
  const clusters = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`c${index}`, `pg_weight: ${index % 50}, pg_monitor_password: Monitor-${index}, pg_rpo: ${index % 7}`]),
  )
  const { model } = modelOf(inventoryOf(clusters))
  for (let index = 0; index < 100; index++) {
    const { postgres, exporters, patroni } = named(model, `c${index}`).primary
    expect([postgres.weight, postgres.monitor.password, patroni?.maximumLag]).toEqual([index % 50, `Monitor-${index}`, index % 7])
    expect(exporters.postgres?.url).toContain(`Monitor-${index}@`)
  }
})

test('a run without an edit makes no part again, however many came before', () => {
  const session = new Session()
  const run = (): Model => {
    const { model } = session.check({ inventories: [new Source('fleet.yml', fleet(9, 1))] })
    if (model === undefined) throw new Error('errors')
    return model
  }
  const parts = (model: Model): unknown[] =>
    model.clusters.flatMap(({ instances }) =>
      instances.flatMap(({ rto, backup, exporters, dcs, hba, pool, patroni, users }) => [
        rto,
        backup,
        exporters,
        dcs,
        hba,
        pool,
        patroni?.tuning.settings,
        users,
      ]),
    )
  const first = parts(run())
  for (let round = 0; round < 3; round++) {
    const again = parts(run())
    expect(again.every((part, index) => part === first[index])).toBe(true)
  }
})
