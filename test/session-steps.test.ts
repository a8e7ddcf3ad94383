import { describe, expect, test } from 'vitest'
import { compile } from '../src/compile.js'
import { Session } from '../src/session.js'
import { Source } from '../src/source/source.js'
import { machine } from './compile.js'

interface Group {
  readonly name: string
  /** By address, its number and role. */
  readonly hosts: Readonly<Record<string, string>>
  readonly vars?: string
}

const a: Group = { name: 'pg-a', hosts: { '10.0.1.1': 'pg_seq: 1, pg_role: primary', '10.0.1.2': 'pg_seq: 2, pg_role: replica' } }
const b: Group = { name: 'pg-b', hosts: { '10.0.1.3': 'pg_seq: 1, pg_role: primary' } }
const c: Group = { name: 'pg-c', hosts: { '10.0.1.4': 'pg_seq: 1, pg_role: primary' } }

/** `all` are variables of every host. */
function inventory(groups: readonly Group[], all = ''): string {
  const own = groups.map(({ name, hosts, vars = '' }) => {
    const members = Object.entries(hosts).map(([address, identity]) => `        ${address}: { ${identity} }\n`)
    return `    ${name}:\n      hosts:\n${members.join('')}      vars: { pg_cluster: ${name}, ${vars} }\n`
  })
  const site = '    infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }\n    etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }\n'
  return `all:\n  children:\n${site}${own.join('')}  vars:\n    pg_max_conn: 300\n    pg_admin_password: Admin-Word-71\n${all}`
}

const service = (ip: string): string => `    pg_services: [{ name: extra, port: 5440, selector: "[]", ip: ${ip} }]\n`
const provided = 'pg_service_provider: proxies'
const proxies = (hosts: readonly string[]): string => `    proxies: { hosts: { ${hosts.map((host) => `${host}: {}`).join(', ')} } }\n`

/** Many clusters, so that a session looks at credentials in parts; the first one has the variables. */
function wide(vars: string, password = 'Admin-Word-71'): string {
  const others = Array.from({ length: 40 }, (_, index) => ({ name: `pg-n${index}`, hosts: { [`10.0.2.${index + 1}`]: 'pg_seq: 1, pg_role: primary' } }))
  return inventory([{ ...a, vars }, ...others]).replace('Admin-Word-71', password)
}

const wrongLine = 'pg_crontab: ["99 01 * * * postgres /data/Admin-Word-71"]'

const scripts: Readonly<Record<string, readonly string[]>> = {
  'a host goes to another cluster and comes back': [
    inventory([a, b]),
    inventory([
      { ...a, hosts: { '10.0.1.1': 'pg_seq: 1, pg_role: primary' } },
      { ...b, hosts: { ...b.hosts, '10.0.1.2': 'pg_seq: 2, pg_role: replica' } },
    ]),
    inventory([a, b]),
  ],
  'a cluster is renamed, deleted and added': [inventory([a, b]), inventory([{ ...a, name: 'pg-z' }, b]), inventory([b]), inventory([b, a, c])],
  'hosts swap their clusters': [
    inventory([b, c]),
    inventory([
      { ...b, hosts: c.hosts },
      { ...c, hosts: b.hosts },
    ]),
    inventory([b, c]),
  ],
  'two clusters claim one host': [
    inventory([a, b]),
    inventory([a, { ...b, hosts: { ...b.hosts, '10.0.1.1': 'pg_seq: 2, pg_role: replica' } }]),
    inventory([a, b]),
  ],
  'the primary is another member': [
    inventory([a, b]),
    inventory([{ ...a, hosts: { '10.0.1.1': 'pg_seq: 1, pg_role: replica', '10.0.1.2': 'pg_seq: 2, pg_role: primary' } }, b]),
  ],
  'what is wrong with a list of all stays when the cluster goes that it was said for': [
    inventory([a, b], service('nowhere')),
    inventory([b], service('nowhere')),
    inventory([b], service('127.0.0.1')),
    inventory([a, b], service('somewhere')),
    inventory([b], service('somewhere')),
  ],
  'an expression looks at another cluster': ['5432', '5450', '5432'].map((port) =>
    inventory([
      { ...a, vars: `pg_max_conn: "{{ (hostvars['10.0.1.3'].pg_port | int) - 5000 }}"` },
      { ...b, vars: `pg_port: ${port}` },
    ]),
  ),
  'a cluster follows another one': [
    ...['5432', '5450'].map((port) =>
      inventory([
        { ...a, vars: `pg_port: ${port}` },
        { ...b, hosts: { '10.0.1.3': 'pg_seq: 1, pg_role: primary, pg_upstream: 10.0.1.1' } },
      ]),
    ),
    inventory([{ ...b, hosts: { '10.0.1.3': 'pg_seq: 1, pg_role: primary, pg_upstream: 10.0.1.1' } }]),
  ],
  'hosts of a group publish the services': [
    ...[['10.0.0.1'], ['10.0.0.1', '10.0.1.4'], ['10.0.1.4']].map((hosts) =>
      inventory([{ ...a, vars: provided }, b]).replace('    infra:', `${proxies(hosts)}    infra:`),
    ),
    inventory([a, b]),
  ],
  'a value of all changes, is wrong, and is what it was': ['300', '310', 'many', '300'].map((value) =>
    inventory([a, b, c]).replace('pg_max_conn: 300', `pg_max_conn: ${value}`),
  ),
  'a credential changes, also one that stands in clear': ['Admin-Word-71', 'Admin-Word-72', '/data/Admin-Word-72'].map((word) =>
    inventory([a, { ...b, vars: 'pg_crontab: ["00 01 * * * postgres /data/Admin-Word-72"]' }]).replace('Admin-Word-71', word),
  ),
  'a credential where none is meant changes, and stands in a file of another cluster': ['71', '72', '71'].map((number) =>
    inventory([
      { ...a, vars: `pg_crontab: ["00 01 * * * postgres dump postgres://backup:Dump-Word-${number}@10.0.0.9/all"]` },
      { ...b, vars: 'pg_crontab: ["00 02 * * * postgres tidy /data/Dump-Word-72/old"]' },
    ]),
  ),
  'a credential is also in clear for a while': [
    wide(wrongLine),
    wide(`${wrongLine}, pg_databases: [{ name: shop, comment: Admin-Word-71 }]`),
    wide(wrongLine),
    wide(wrongLine, 'Admin-Word-72'),
  ],
  'a credential is the name of a group that a finding names': ['', ', pg_max_conn: 300'].map((more) =>
    wide(`pg_version: 17${more}`, 'stray-group').replace('    infra:', '    stray-group: { hosts: { 10.0.0.1: {} }, vars: { pg_max_conn: 50 } }\n    infra:'),
  ),
  'a key is a credential by the comma before it alone': ['', ':', ''].map((colon) =>
    wide(`pg_users: [{ name: app, password: Word-1, Secret-Word-9${colon} }]`),
  ),
  'a mistake stays while something else is edited': ['300', '310', '320'].map((value) =>
    inventory([
      { ...a, vars: 'pg_role: chief, pg_log_dir: 17' },
      { ...b, vars: `pg_max_conn: ${value}` },
    ]).replace('pg_max_conn: 300', 'pg_max_conn: many'),
  ),
  'names of an old version stay while something else is edited': ['300', '310', '320'].map((value) =>
    inventory([
      { ...a, vars: 'pg_services_extra: [], pg_services: []' },
      { ...b, vars: `pg_max_conn: ${value}` },
    ]),
  ),
  'etcd and the site change': [inventory([a, b]), inventory([a, b]).replace('etcd: { hosts: { 10.0.0.1', 'etcd: { hosts: { 10.0.1.4'), inventory([a, b])],
  'a shard has another group': [
    ...['1', '2'].map((group) =>
      inventory([
        { ...a, vars: 'pg_mode: citus, pg_shard: pg-shard, pg_group: 0, pg_primary_db: app, pg_databases: [{ name: app }]' },
        { ...b, vars: `pg_mode: citus, pg_shard: pg-shard, pg_group: ${group}, pg_primary_db: app, pg_databases: [{ name: app }]` },
      ]),
    ),
    inventory([a, b]),
  ],
}

const said = (text: string, run: (input: Parameters<typeof compile>[0]) => ReturnType<typeof compile>): unknown => {
  const { files, manifest, diagnostics, secrets } = run({ inventories: [new Source('inventory.yml', text)], facts: [new Source('facts.yml', machine)] })
  return {
    files,
    manifest,
    secrets: secrets.map(String),
    found: diagnostics.map(({ at, related, ...rest }) => ({ ...rest, at: `${at}`, related: related.map((each) => `${each.at} ${each.message}`) })),
  }
}

describe('a session says what a fresh run says where', () => {
  test.each(Object.entries(scripts))('%s', (_, texts) => {
    const session = new Session()
    // Twice, so that each text follows on each other one at least once, and the first on the last.
    for (const text of [...texts, ...texts]) expect(said(text, (input) => session.compile(input))).toEqual(said(text, compile))
  })
})

test('what an edit does not concern is one object in both models', () => {
  const session = new Session()
  const model = (text: string) => {
    const found = session.compile({ inventories: [new Source('inventory.yml', text)] }).model
    if (found === undefined) throw new Error('the inventory is broken')
    return found
  }
  const before = model(inventory([a, b, c]))
  const heard = before.hosts.map((host) => before.listenersOf(host))
  const after = model(inventory([a, { ...b, vars: 'pg_max_conn: 400' }, c]))
  expect(after.clusters.map((cluster, index) => cluster === before.clusters[index])).toEqual([true, false, true])
  expect(after.services.filter((each) => each.cluster.name !== 'pg-b').every((each) => before.services.includes(each))).toBe(true)
  expect(after.site).toBe(before.site)
  expect(after.hosts).toEqual(before.hosts)
  expect(after.hosts.every((host) => before.hosts.includes(host))).toBe(true)
  // The variables of the host of pg-b are others.
  expect(after.hosts.map((host, index) => after.listenersOf(host) === heard[index])).toEqual([true, true, true, false, true])
})
