import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answers } from '../../src/failure/rest-check.js'
import { route } from '../../src/failure/route.js'
import { failureOf, unitsOf } from '../../src/failure/whatif.js'
import { passes, serve, stateOf, type World } from '../../src/failure/worlds.js'
import type { Cluster, Instance, Model } from '../../src/model/model.js'
import type { PublishedService } from '../../src/model/service.js'
import { type Compiled, compileValid } from '../compile.js'
import { canRun, PatroniAnswers, Proxied } from './haproxy.js'

const checks = [
  '/',
  '/primary',
  '/leader',
  '/read-write',
  '/master',
  '/replica',
  '/read-only',
  '/read-only-sync',
  '/sync',
  '/synchronous',
  '/async',
  '/asynchronous',
  '/standby-leader',
  '/standby_leader',
  '/health',
  '/liveness',
  '/readiness',
  '/patroni',
  '/cluster',
  '/replica?lag=16MB',
  '/replica?tag_clonefrom=true',
  '/read-only?tag_nofailover=true',
  '/replica?tag_nosync=false',
  '/replica?tag_version=18',
  '/leader?tag_zone=a',
  '/replica?tag_zone=',
] as const

const selectors = [
  '[]',
  "[? pg_role == 'replica']",
  "[? pg_role == 'primary']",
  '[? pg_seq > `1`]',
  '[? pg_seq < `3`]',
  '[? pg_offline_query]',
  "[? pg_role == 'offline']",
]

const serviceArb = fc.record({
  selector: fc.constantFrom(...selectors),
  backup: fc.option(fc.constantFrom(...selectors), { nil: undefined }),
  check: fc.constantFrom(...checks),
  balance: fc.constantFrom('roundrobin', 'roundrobin', 'leastconn', 'static-rr', 'first', 'source', 'random'),
  dest: fc.constantFrom('postgres', 'pgbouncer', '1433'),
  options: fc.constantFrom('', '', '', 'inter 2s fastinter 1s downinter 2s rise 3 fall 3 weight 7', 'rise 1 fall 1 backup', 'disabled'),
})

const clusterArb = fc.record({
  members: fc.array(
    fc.record({
      role: fc.constantFrom('replica', 'replica', 'offline', 'standby'),
      weight: fc.constantFrom(0, 50, 100, 100, 150, 200),
      offline: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  primaryWeight: fc.constantFrom(0, 50, 100),
  kind: fc.constantFrom('', '', 'pg_conf: crit.yml', 'pg_rpo: 0', 'patroni_mode: pause'),
  standby: fc.boolean(),
  services: fc.array(serviceArb, { minLength: 1, maxLength: 3 }),
})

/** Each cluster has two services more whose check all members pass, one of them with backups only. */
function inventory(clusters: readonly (typeof clusterArb extends fc.Arbitrary<infer T> ? T : never)[]): string {
  const blocks = clusters.map(({ members, primaryWeight, kind, standby, services }, index) => {
    const primary = `10.9.${index}.1: { pg_seq: 1, pg_role: primary, pg_weight: ${primaryWeight}${standby ? ', pg_upstream: 10.8.0.1' : ''} }`
    const others = members.map(
      ({ role, weight, offline }, member) =>
        `10.9.${index}.${member + 2}: { pg_seq: ${member + 2}, pg_role: ${role}, pg_weight: ${weight}, pg_offline_query: ${offline} }`,
    )
    const fixed = { selector: '[]', backup: undefined, check: '/health', balance: 'roundrobin', dest: 'postgres' } as const
    const items = [...services, { ...fixed, options: '' }, { ...fixed, options: 'rise 1 fall 1 backup' }].map(
      ({ selector, backup, check, balance, dest, options }, place) =>
        JSON.stringify({ name: `s${place}`, port: 6001 + place, selector, backup, check, balance, dest: Number(dest) || dest, options: options || undefined }),
    )
    return `    c${index}: { hosts: { ${[primary, ...others].join(', ')} }, vars: { pg_cluster: c${index}, ${kind === '' ? '' : `${kind}, `}pg_services: [${items.join(', ')}] } }`
  })
  return `all:
  children:
    infra: { hosts: { 10.10.10.10: { infra_seq: 1 } } }
    etcd: { hosts: { 10.10.10.10: { etcd_seq: 1 } }, vars: { etcd_cluster: etcd } }
${blocks.join('\n')}
  vars: { admin_ip: 10.10.10.10 }
`
}

/** Any combination of who is up, who leads and who is synchronous, whether or not Patroni would come to it. */
function anyWorld(cluster: Cluster, random: () => number): World {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const up = new Set(cluster.instances.filter(() => random() < 0.7))
  const leader = random() < 0.8 ? pick([...up]) : undefined
  const synchronous = random() < 0.6 ? pick([...up].filter((instance) => instance !== leader)) : undefined
  return {
    ...(leader === undefined ? {} : { leader }),
    ...(synchronous === undefined ? {} : { synchronous }),
    dcs: random() < 0.8,
    isUp: (instance) => up.has(instance),
  }
}

describe.skipIf(!canRun)('who serves, by the real HAProxy and the health checks of the real Patroni', () => {
  test('every check and every state of a member', () => {
    const model = modelOf(compileValid(inventory([...fc.sample(clusterArb, { seed: 5, numRuns: 6 })])))
    const asked = model.clusters.flatMap((cluster) =>
      cluster.instances.flatMap((instance) =>
        [instance, undefined].flatMap((leader) =>
          [instance, undefined].flatMap((synchronous) =>
            [true, false].flatMap((dcs) => {
              const world: World = { ...(leader && { leader }), ...(synchronous && { synchronous }), dcs, isUp: () => true }
              return checks.map((check): [string, Instance, World] => [check, instance, world])
            }),
          ),
        ),
      ),
    )
    const patroni = new PatroniAnswers()
    patroni.learn(asked)
    const wrong = asked.filter(([check, instance, world]) => (patroni.status(check, instance, world) === 200) !== answers(check, stateOf(instance, world)))
    expect(wrong.map(([check, instance, world]) => `${check} ${JSON.stringify(stateOf(instance, world))}`)).toEqual([])
    expect(asked.length).toBeGreaterThan(3000)
  })

  test('random clusters in random states', { timeout: 120_000 }, async () => {
    const states = await replay(compileValid(inventory(fc.sample(clusterArb, { seed: 20, numRuns: 12 }))), 101, 20)
    expect(states).toBe(240)
  })

  test.each(['trio', 'proxied', 'multi', 'standby', 'citus', 'ipv6'])('deployment %s', { timeout: 60_000 }, async (name) => {
    expect(await replay(compileValid(readFileSync(`fixtures/deployments/${name}.yml`, 'utf8')), 110 + name.length, 8)).toBeGreaterThanOrEqual(8)
  })
})

/** Compares HAProxy with `route` in random states; gives the number of cluster states that were compared. */
async function replay(compiled: Compiled, net: number, rounds: number): Promise<number> {
  const model = modelOf(compiled)
  const random = generator(net)
  const clusters = model.clusters.filter((cluster) => model.services.some((service) => service.cluster === cluster))
  const plan = Array.from(
    { length: rounds },
    (_, round) => new Map(clusters.map((cluster) => [cluster, round % 2 === 0 ? anyWorld(cluster, random) : likelyWorld(model, cluster, random)])),
  )
  const patroni = new PatroniAnswers()
  patroni.learn(
    plan.flatMap((worlds) =>
      model.services.flatMap(({ check, servers, cluster }) =>
        servers.map(({ instance }): [string, Instance, World] => [check, instance, worldOf(worlds, cluster)]),
      ),
    ),
  )
  const proxied = new Proxied(compiled, patroni, net)
  let states = 0
  try {
    await proxied.start(plan[0] ?? new Map())
    for (const worlds of plan) {
      proxied.change(worlds)
      await proxied.settled()
      const stat = await proxied.stat()
      await Promise.all(proxied.services.map((service) => compareService(proxied, service, worldOf(worlds, service.cluster), stat)))
      states += worlds.size
    }
  } finally {
    await proxied.stop()
  }
  return states
}

/** What becomes of the cluster when something of the site fails: one of the ways that `route` tells. */
function likelyWorld(model: Model, cluster: Cluster, random: () => number): World {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const units = unitsOf(model).filter((unit) => random() < 0.3 && (unit.kind === 'host' || unit.instance.cluster === cluster))
  const failure = { ...failureOf(units), primaries: new Map(random() < 0.5 ? [[cluster, pick(cluster.instances) ?? cluster.primary]] : []) }
  const [outcome] = route(
    model,
    failure,
    model.services.filter((service) => service.cluster === cluster),
  ).clusters
  const world = pick(outcome?.worlds ?? [])
  if (world === undefined) throw new Error('no world')
  return world
}

async function compareService(proxied: Proxied, service: PublishedService, world: World, stat: ReadonlyMap<string, string> | undefined): Promise<void> {
  const what = `${service.proxy} ${service.check} ${service.balance.join(' ')} leader ${world.leader?.name ?? '-'} synchronous ${world.synchronous?.name ?? '-'} dcs ${world.dcs}`
  const disabled = service.defaultServer.includes('disabled')
  for (const { instance } of service.servers) {
    const wanted = disabled ? 'MAINT' : passes(service.check, instance, world) ? 'UP' : 'DOWN'
    expect(`${what}: ${instance.name} ${stat?.get(`${service.proxy} ${instance.name}`)}`).toBe(`${what}: ${instance.name} ${wanted}`)
  }
  const { servers, shares, backup } = serve(service, world)
  const wanted = servers.map(({ instance, port }) => `${instance.name}:${port}`)
  const tries = servers.length === 0 ? 2 : servers.length === 1 ? 3 : 16
  const found: string[] = []
  for (let index = 0; index < tries; index++) found.push(await proxied.connect(service))
  const reached = [...new Set(found)].sort()
  if (wanted.length === 0) expect([what, ...reached]).toEqual([what, ''])
  // By weight everybody gets some; else only some may.
  else if (shares !== undefined) expect([what, backup, ...reached]).toEqual([what, backup, ...[...new Set(wanted)].sort()])
  else expect([what, reached.filter((name) => !wanted.includes(name))]).toEqual([what, []])
  if (service.balance[0] === 'first') expect([what, ...reached]).toEqual([what, ...(wanted[0] === undefined ? [''] : [wanted[0]])])
}

function worldOf(worlds: ReadonlyMap<Cluster, World>, cluster: Cluster): World {
  const world = worlds.get(cluster)
  if (world === undefined) throw new Error(`no world for ${cluster.name}`)
  return world
}

function modelOf({ model }: Compiled): Model {
  if (model === undefined) throw new Error('the inventory has errors')
  return model
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
