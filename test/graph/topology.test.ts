import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { idOf } from '../../src/graph/graph.js'
import { topology } from '../../src/graph/topology.js'
import type { Model } from '../../src/model/model.js'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'

const folder = 'fixtures/deployments'
const modelOf = (name: string): Model => {
  const { model } = check({ inventories: [new Source(name, readFileSync(`${folder}/${name}.yml`, 'utf8'))] })
  if (model === undefined) throw new Error(`${name} does not compile`)
  return model
}

describe('the topology', () => {
  test('arrows lead from boxes to boxes, and no box is drawn twice', () => {
    for (const file of readdirSync(folder)) {
      const graph = topology(modelOf(file.slice(0, -'.yml'.length)))
      const ids = graph.nodes.map(({ id }) => id)
      expect(new Set(ids).size, file).toBe(ids.length)
      for (const { from, to } of graph.edges) expect(ids, file).toEqual(expect.arrayContaining([from, to]))
    }
  })

  test('shows the way of a client through name, VIP, service and pool to the server', () => {
    const { edges } = topology(modelOf('trio'))
    const leads = (from: string, to: string) =>
      expect(
        edges.some((edge) => edge.from === from && edge.to === to && edge.kind === 'way'),
        `${from} -> ${to}`,
      ).toBe(true)
    leads('clients', idOf('dns', 'shop'))
    leads(idOf('dns', 'shop'), idOf('vip', 'shop'))
    leads(idOf('vip', 'shop'), idOf('service', 'shop-primary'))
    leads(idOf('service', 'shop-primary'), idOf('pool', 'shop-1'))
    leads(idOf('pool', 'shop-1'), idOf('instance', 'shop-1'))
    leads(idOf('service', 'shop-default'), idOf('instance', 'shop-1'))
  })

  test('a server that is only a backup is reached by a dashed arrow', () => {
    const { edges } = topology(modelOf('trio'))
    expect(edges).toContainEqual({ from: idOf('service', 'shop-replica'), to: idOf('pool', 'shop-1'), kind: 'standby' })
  })

  test('replication follows the upstream: a cascade, and a standby cluster', () => {
    const { edges } = topology(modelOf('standby'))
    const replication = edges.filter(({ kind }) => kind === 'replication')
    expect(replication).toContainEqual({
      from: idOf('instance', 'ledger-1'),
      to: idOf('instance', 'ledger-dr-1'),
      kind: 'replication',
      label: 'standby cluster',
    })
    expect(replication).toContainEqual({ from: idOf('instance', 'ledger-dr-2'), to: idOf('instance', 'ledger-dr-3'), kind: 'replication' })
  })

  test('a fleet has one box for each cluster, and one of them opened on request', () => {
    const model = modelOf('fleet')
    expect(
      topology(model)
        .nodes.filter(({ kind }) => kind === 'cluster')
        .map(({ title }) => title),
    ).toEqual(model.clusters.map(({ name }) => name))
    const cluster = model.clusters.find(({ name }) => name === 'orders')
    const { nodes } = topology(model, cluster)
    expect(nodes.filter(({ kind }) => kind === 'instance').map(({ title }) => title)).toEqual(['orders-1', 'orders-2', 'orders-3'])
  })

  test('names that differ have ids that differ', () => {
    expect(idOf('a', 'b-c')).not.toBe(idOf('a', 'b_c'))
    expect(idOf('a', 'b', 'c')).not.toBe(idOf('a', 'b__c'))
    expect(idOf('x', 'Zahl 1')).toMatch(/^[A-Za-z0-9_]+$/)
  })
})
