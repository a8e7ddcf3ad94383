import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { artifacts } from '../src/artifacts/artifacts.js'
import { parameterNames } from '../src/catalog/catalog.js'
import { Sink } from '../src/diagnostics/sink.js'
import { fingerprint } from '../src/explain/fingerprint.js'
import { variationsOf } from '../src/explain/variations.js'
import { Source } from '../src/source/source.js'
import { type Plain, toPlain } from '../src/syntax/node.js'
import { parseYaml } from '../src/syntax/yaml.js'
import { understand } from '../src/understand.js'

type Map1 = { [key: string]: Plain }

/** What no deployment of the fixtures has: a node VIP, a fork with options of its own, `${vip}` and `admin` where they act, an interface to be looked up. */
const oddities = `
all:
  children:
    infra: { hosts: { 10.9.0.1: { infra_seq: 1, nodename: watch, pg_exporters: { 20009: { pg_cluster: far, pg_seq: 1, pg_host: 10.2.0.1, pg_databases: [{ name: one }] } } } } }
    etcd: { hosts: { 10.9.0.1: { etcd_seq: 1 } } }
    edge:
      hosts: { 10.9.0.2: { nodename: edge-1 }, 10.9.0.3: { nodename: edge-2 } }
      vars: { node_cluster: edge, vip_enabled: true, vip_address: 10.9.0.90, vip_vrid: 77, node_cpu: 2 }
    pg-odd:
      hosts:
        10.9.0.11: { pg_seq: 1, pg_role: primary, pg_upstream: 10.200.0.1 }
        10.9.0.12: { pg_seq: 2, pg_role: replica, pg_offline_query: true }
      vars:
        pg_cluster: pg-odd
        pg_mode: ivory
        pg_delay: 1h
        pg_listen: '\${ip},\${vip}'
        pg_vip_enabled: true
        pg_vip_address: 10.9.0.91/24
        pg_hba_rules: [{ user: all, db: all, addr: admin, auth: pwd, order: 1 }]
        pgb_hba_rules: [{ user: '\${repl}', db: all, addr: admin, auth: pwd, role: offline, order: 1 }]
  vars: { admin_ip: 10.9.0.1, patroni_ssl_enabled: true, vector_log_endpoint: ['http://\${admin_ip}:9428/in'] }
`

/** A node VIP in front of database hosts, whose node names come from their instances; roles that default privileges do not name. */
const fronted = `
all:
  children:
    infra: { hosts: { 10.9.0.1: { infra_seq: 1, nodename: watch } } }
    etcd: { hosts: { 10.9.0.1: { etcd_seq: 1 } } }
    pg-front:
      hosts: { 10.9.0.21: { pg_seq: 1, pg_role: primary, nodename: front-1 } }
      vars:
        pg_cluster: pg-front
        vip_enabled: true
        vip_address: 10.9.0.94
        vip_vrid: 79
        pg_databases: [{ name: front }]
        pg_users: [{ name: front, roles: [{ name: dbrole_admin, inherit: true }] }]
        pg_default_privileges: [GRANT SELECT ON TABLES TO PUBLIC]
        pg_default_roles:
          - { name: dbrole_admin }
          - { name: replicator }
          - { name: dbuser_dba }
          - { name: dbuser_monitor, roles: [{ name: dbrole_admin, inherit: true }] }
  vars: { admin_ip: 10.9.0.1 }
`

/** Base inventories that differ in what is switched on. */
const bases = [
  ...['trio', 'proxied', 'citus', 'debian'].map((name) => ({ name, plain: read(name) })),
  { name: 'oddities', plain: parse('oddities', oddities) },
  { name: 'fronted', plain: parse('fronted', fronted) },
]

describe('an artifact declares what it depends on', () => {
  const declared = new Map<string, Set<string>>(artifacts.map(({ id, uses }) => [id, new Set<string>(uses)]))
  const seen = new Map<string, Set<string>>(artifacts.map(({ id }) => [id, new Set<string>()]))

  test('no other parameter changes its files', { timeout: 900_000 }, () => {
    const undeclared: string[] = []
    for (const { name: base, plain } of bases) {
      const before = outputs(plain)
      expect(before, base).toBeDefined()
      for (const name of parameterNames) {
        for (const value of variationsOf(name)) {
          const after = outputs(withValue(plain, name, value))
          if (after === undefined || before === undefined) continue
          for (const id of changedArtifacts(before, after)) {
            seen.get(id)?.add(name)
            if (!declared.get(id)?.has(name)) undeclared.push(`${id} changes with ${name} (${base})`)
          }
        }
      }
    }
    expect([...new Set(undeclared)].sort()).toEqual([])
  })

  test('every declared parameter does change its files somewhere', () => {
    const idle = artifacts.flatMap(({ id, uses }) =>
      uses.filter((name) => !seen.get(id)?.has(name) && variationsOf(name).length > 0).map((name) => `${id} declares ${name}`),
    )
    expect(idle).toEqual([])
  })
})

function read(name: string): Plain {
  const path = `fixtures/deployments/${name}.yml`
  return parse(path, readFileSync(path, 'utf8'))
}

function parse(name: string, text: string): Plain {
  const root = parseYaml(new Source(name, text), new Sink())
  return root === undefined ? null : toPlain(root)
}

/** Sets a variable on every host, where nothing is stronger, and for the site as a whole. */
function withValue(plain: Plain, name: string, value: Plain): Plain {
  if (Array.isArray(plain) || typeof plain !== 'object' || plain === null) return plain
  return Object.fromEntries(
    Object.entries(plain).map(([key, child]) => {
      if (key === 'vars') return [key, child]
      if (key === 'all') return [key, { ...(withValue(child, name, value) as Map1), vars: { ...((child as Map1).vars as Map1), [name]: value } }]
      if (key !== 'hosts' || typeof child !== 'object' || child === null) return [key, withValue(child, name, value)]
      return [
        key,
        Object.fromEntries(Object.entries(child as Map1).map(([host, variables]) => [host, { ...(variables as Map1 | null), [name]: ofHost(value, host) }])),
      ]
    }),
  )
}

/** `{host}` in a value makes it another one on every host. */
function ofHost(value: Plain, host: string): Plain {
  return JSON.parse(JSON.stringify(value).replaceAll('{host}', host.replace(/[.:]/g, '-')))
}

/** What every artifact decides, by id; undefined where the inventory has an error. Printing it would add nothing to the comparison. */
function outputs(plain: Plain): Map<string, string> | undefined {
  const model = understand({ inventories: [new Source('inventory.json', JSON.stringify(plain))] }, new Sink())
  if (model === undefined) return undefined
  return new Map(artifacts.map((artifact) => [artifact.id, fingerprint(artifact.files(model))]))
}

function changedArtifacts(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return artifacts.map(({ id }) => id).filter((id) => before.get(id) !== after.get(id))
}
