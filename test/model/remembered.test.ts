import { expect, test } from 'vitest'
import { effectiveNumber } from '../../src/model/effective-setting.js'
import { givenSettings } from '../../src/model/given-settings.js'
import { hbaFiles } from '../../src/model/hba-reach.js'
import type { Model } from '../../src/model/model.js'
import { poolDemand } from '../../src/model/pool-demand.js'
import { Remembered } from '../../src/model/remembered.js'
import { accountsOf, rolesOf } from '../../src/model/user.js'
import { Session } from '../../src/session.js'
import { Source } from '../../src/source/source.js'

test('what is remembered depends on every part, their order and the words, and may be nothing', () => {
  const remembered = new Remembered<string | undefined>()
  const [a, b] = [{}, {}]
  let made = 0
  const make = (): undefined => {
    made++
    return undefined
  }
  for (let round = 0; round < 2; round++)
    for (const parts of [[a], [b], [a, b], [b, a], []]) for (const words of ['', 'x']) expect(remembered.of(parts, words, make)).toBeUndefined()
  expect(made).toBe(10)
})

/** Clusters that are the same but for one variable each. */
const variables = [
  '',
  'pg_default_roles: [{ name: replicator }, { name: dbuser_dba }, { name: dbuser_monitor }, { name: base, login: false }, { name: extra, password: Extra-1, pgbouncer: true, roles: [base] }]',
  'pg_users: [{ name: app, password: App-1, pgbouncer: true, parameters: { work_mem: 7MB } }]',
  'pg_databases: [{ name: shop, pool_size: 3, parameters: { work_mem: 8MB } }]',
  'pg_databases: [{ name: shop, pool_size: 3, parameters: { work_mem: 8MB } }], pg_users: [{ name: app, password: App-1, pgbouncer: true, roles: [dbrole_readwrite] }]',
  'pg_hba_rules: [{ user: all, db: all, addr: world, auth: deny, order: 1 }]',
  'pgb_hba_rules: [{ user: all, db: all, addr: world, auth: deny, order: 1 }]',
  'pg_parameters: { work_mem: 9MB, shared_buffers: 1GB, ssl: off }',
  'pg_version: 15',
  'pg_max_conn: 99',
  'pgbouncer_sslmode: require',
  'pg_provision: false, pg_users: [{ name: app, password: App-1, pgbouncer: true, parameters: { work_mem: 7MB } }]',
]

/** The inventory of some of them; all have the same name where there is one alone. */
function inventoryOf(which: readonly number[]): string {
  const clusters = which.map((index) => {
    const name = which.length === 1 ? 'c' : `c${index}`
    const more = variables[index] === '' ? '' : `, ${variables[index]}`
    return `    ${name}: { hosts: { 10.0.1.${which.length === 1 ? 1 : index + 1}: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: ${name}${more} } }`
  })
  const groups = ['infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }', 'etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }']
  return ['all:', '  children:', ...groups.map((group) => `    ${group}`), ...clusters, ''].join('\n')
}

function modelOf(which: readonly number[], session = new Session()): Model {
  const { model, diagnostics } = session.check({ inventories: [new Source('inventory.yml', inventoryOf(which))] })
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return model
}

/** What follows from parts of a cluster, without places. */
function following(model: Model, cluster: string): unknown {
  const instance = model.clusters.find(({ name }) => name === cluster)?.primary
  if (instance === undefined) throw new Error('no such cluster')
  const { all, present } = accountsOf(instance)
  const follows = {
    accounts: [all, present].map((users) => users.map(({ name }) => [name, ...rolesOf(name, users)])),
    demand: poolDemand(instance).map(({ database, ...rest }) => ({ ...rest, database: database.name })),
    numbers: ['max_connections', 'work_mem', 'shared_buffers', 'io_workers'].map((name) => effectiveNumber(instance, name)?.value),
    given: givenSettings(instance).map(({ what, value }) => [what, value]),
    rules: hbaFiles(model)
      .filter((file) => file.instance === instance)
      .map(({ reader, entries }) => [reader, entries.map(({ name, boxes }) => [name, boxes])]),
  }
  return JSON.parse(JSON.stringify(follows, (_, value) => (typeof value === 'bigint' ? `${value}` : value)))
}

const all = variables.map((_, index) => index)
const alone = all.map((index) => following(modelOf([index]), 'c'))

test('a cluster beside others is what it is alone', () => {
  for (const order of [all, [...all].reverse()]) {
    const together = modelOf(order)
    for (const index of all) expect(following(together, `c${index}`), variables[index]).toEqual(alone[index])
  }
  expect(new Set(alone.map((each) => JSON.stringify(each))).size).toBe(variables.length)
})

test('and so is one that was another before', () => {
  const session = new Session()
  for (const before of all)
    for (const index of all)
      for (const each of [before, index]) expect(following(modelOf([each], session), 'c'), `${variables[before]}, then ${variables[each]}`).toEqual(alone[each])
})
