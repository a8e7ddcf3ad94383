import { expect, test } from 'vitest'
import { rulesOfCluster, suspectFiles } from '../../src/access/hba-suspects.js'
import { entryId, entryName, hbaFiles } from '../../src/model/hba-reach.js'
import type { Model } from '../../src/model/model.js'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'

const inventory = `all:
  children:
    infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
    etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
    a: { hosts: { 10.0.1.1: { pg_seq: 1, pg_role: primary }, 10.0.1.2: { pg_seq: 2, pg_role: replica } }, vars: { pg_cluster: a, pg_hba_rules: [
      { user: all, addr: world, auth: deny, role: replica, title: no way }, { rules: [local all all peer, host all all 10.0.0.0/8 reject] }, { rules: [local all all peer], title: raw } ] } }
    b: { hosts: { 10.0.2.1: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: b, patroni_enabled: false, pgb_hba_rules: [{ addr: world, auth: pwd }] } }
    c: { hosts: { 10.0.3.1: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: c, pgbouncer_enabled: false } }
    d: { hosts: { 10.0.4.1: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: d } }
    e: { hosts: { 10.0.5.1: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: e } }
  vars:
    pgb_hba_rules: [{ addr: intra, auth: deny }]
`

function modelOf(text: string): Model {
  const { model, diagnostics } = check({ inventories: [new Source('inventory.yml', text)] })
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return model
}

const model = modelOf(inventory)

test('files and entries are those of hbaFiles', () => {
  const looked = model.clusters.flatMap(rulesOfCluster)
  const read = hbaFiles(model)
  expect(looked.map(({ instance, reader }) => [instance.name, reader])).toEqual(read.map(({ instance, reader }) => [instance.name, reader]))
  const units = read.map(({ entries }) => entries.flatMap(({ id, name, lines }) => lines.map(() => [id, name])))
  expect(looked.map(({ rules }) => rules.flatMap((rule) => rule.lines.map((line) => [entryId(rule, line), entryName(rule, line)])))).toEqual(units)
  expect(units.flat().map(([, name]) => name)).toEqual(
    expect.arrayContaining(['pg_hba_rules[0] (no way)', 'pg_hba_rules[1], line 2', 'pg_hba_rules[2] (raw)', 'pgb_hba_rules[0]']),
  )
})

test('only clusters with such a rule of the inventory are read, and of those that are alike the first', () => {
  const clustersWith = (method: string): string[] => {
    const files = suspectFiles(model, ({ lines }) => lines.some(({ entry }) => 'method' in entry && entry.method === method))
    return [...new Set(files.map(({ instance }) => instance.cluster.name))]
  }
  // Only c has no pool; of the pools with the common rule those of a are read.
  expect(clustersWith('reject')).toEqual(['a'])
  expect(clustersWith('scram-sha-256')).toEqual(['b'])
  expect(clustersWith('trust')).toEqual([])
})
