import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { clerk, type Ledger, name, vip } from './ledger.js'
import { measured } from './measured.js'
import { until } from './process.js'
import { Session, underLoad } from './session.js'

/** What `pg_rto: norm` promises, in seconds from the failure to the next write. */
const bound = 45

/** Steps that follow those of a cluster that works: its leader dies and comes back, and another is chosen. */
export function failures(found: () => Ledger): void {
  test('the host of the leader dies: writes go on within the promise, and no acknowledged row is lost', { timeout: 150_000 }, async () => {
    const world = found()
    const { first, second, third, desk } = world
    const addresses = [second.address, third.address, vip]
    const sessions = addresses.map((address) => new Session(desk, clerk(address, 5433), `failover ${address}`))
    let death = 0
    await underLoad(sessions, async () => {
      await sleep(3000)
      expect(sessions.map((session) => session.acknowledged.length > 10)).toEqual([true, true, true])
      death = performance.now()
      await first.unplug()
      // Nobody else ever hears of this one, so the two histories part here.
      await first.sql("SET synchronous_commit = local; INSERT INTO booking VALUES ('unheard', 1)", { database: 'ledger' })
      await first.powerOff()
      await until('writes', async () => (sessions.every((session) => session.since(death + 3000)) ? true : undefined), bound + 10)
      await sleep(1000)
    })

    const pauses = sessions.map((session) => session.longestPause(death))
    for (const [index, address] of addresses.entries()) measured(`failover, a client of ${address}:5433 waited`, pauses[index] ?? 0)
    expect(Math.max(...pauses)).toBeLessThan(bound)
    // Nobody was told of a row that no leader took.
    expect(Math.min(...pauses)).toBeGreaterThan(2)
    for (const session of sessions) expect(await world.lost(session)).toEqual([])
  })

  test('VIP, name and services lead to the new leader', async () => {
    const world = found()
    const { second, third, cluster, desk } = world
    const rest = [second, third]
    const { value: leader } = await cluster.led(undefined, 10)
    expect(rest).toContain(leader)
    await until('the VIP', async () => ((await world.vipHolders(rest))[0] === leader ? true : undefined), 10)
    expect(await world.vipHolders(rest)).toEqual([leader])
    expect(await desk.resolve(second.address, name)).toEqual([vip])
    for (const address of [vip, second.address, third.address])
      expect(await desk.ask(clerk(address, 5436), 'SELECT host(inet_server_addr()), pg_is_in_recovery()')).toBe(`${leader.address}|f`)
  })

  test('the old leader comes back by itself, and is rewound to what the others know', { timeout: 150_000 }, async () => {
    const world = found()
    const { first, cluster } = world
    const start = performance.now()
    await first.powerOn()
    measured('boot', (performance.now() - start) / 1000)
    await cluster.followed(2, 60)
    measured('back as a replica, from power on', (performance.now() - start) / 1000)
    expect(await first.demand(['cat', '/pg/log/patroni/patroni.log'])).toMatch(/running pg_rewind/)
    expect(await first.sql("SELECT pg_is_in_recovery(), count(*) FROM booking WHERE writer = 'unheard'", { database: 'ledger' })).toBe('t|0')
    expect(await first.demand(['systemctl', '--failed', '--no-legend', '--plain'])).toBe('')
  })

  test('a switchover under load: every client goes on before the queue of the pool would give it up', { timeout: 150_000 }, async () => {
    const world = found()
    const { cluster, desk } = world
    const { value: leader } = await cluster.led(undefined, 10)
    const { value: candidate } = await until('a synchronous replica', async () => (await cluster.members()).find(({ role }) => role === 'sync_standby'), 30)
    const wait = Number(
      /query_wait_timeout\|(\d+)/.exec(
        await leader.demand(['psql', '-h', '/var/run/postgresql', '-p', '6432', '-d', 'pgbouncer', '-XAtc', 'SHOW CONFIG'], { user: 'postgres' }),
      )?.[1],
    )
    const addresses = [...cluster.hosts.map(({ address }) => address), vip]
    for (const address of addresses) await desk.settled(clerk(address, 5433), 'SELECT pg_is_in_recovery()', 'f')
    const sessions = [1, 2].flatMap((number) => addresses.map((address) => new Session(desk, clerk(address, 5433), `switchover ${address} ${number}`)))
    let moment = 0
    await underLoad(sessions, async () => {
      await sleep(2000)
      moment = performance.now()
      await cluster.switchover(leader.name, candidate.name)
      await until('the candidate', async () => ((found) => (found?.name === candidate.name ? found : undefined))(await cluster.leader()), bound)
      const over = performance.now()
      await until('writes', async () => (sessions.every((session) => session.since(over + 1000)) ? true : undefined), bound)
      await sleep(1000)
    })

    const longest = Math.max(...sessions.map((session) => session.longestPause(moment)))
    measured('switchover, longest wait of a client', longest)
    expect(longest).toBeLessThan(Math.min(wait, bound))
    for (const session of sessions) expect(await world.lost(session)).toEqual([])
  })
}
