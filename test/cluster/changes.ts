import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Login } from './client.js'
import { clerk, type Ledger, vip } from './ledger.js'
import { measured } from './measured.js'
import { carriedOut } from './plan.js'
import { until } from './process.js'
import { Session, underLoad } from './session.js'

/** Clients of a cluster with `pg_rto: norm` never wait longer for a write, in seconds. */
const bound = 45

const former = readFileSync('fixtures/cluster/trio.yml', 'utf8').replace('\n  vars:\n', '\n  vars:\n    pgcompile_target: debian-12\n')
const raised = former.replace("        pg_libs: 'pg_stat", "        pg_max_conn: 620\n        pg_libs: 'pg_stat")
const extended = raised.replace(
  '          - { name: ledger, owner: clerk }\n',
  '          - { name: ledger, owner: clerk }\n          - { name: annex, owner: clerk }\n',
)
const rotated = extended.replace('Ledger.Auditor.42', 'Ledger.Auditor.62')

/** Steps that follow those of a cluster that works: it is changed by nothing but the steps of plans, while clients write. Its first member leads. */
export function changes(found: () => Ledger): void {
  const carryOut = async (world: Ledger, what: string, before: string, after: string): Promise<readonly string[]> => {
    const addresses = [...world.cluster.hosts.map(({ address }) => address), vip]
    const sessions = addresses.map((address, index) => new Session(world.desk, clerk(address, 5433), `${what} ${index}`))
    let done: readonly string[] = []
    /** Until every client has written since: who still waits when all is over has no longest wait yet. */
    const allWrite = async (): Promise<void> => {
      const now = performance.now()
      await until('every client writes', async () => (sessions.every((session) => session.since(now)) ? true : undefined), bound)
    }
    await underLoad(sessions, async () => {
      await allWrite()
      await sleep(2000)
      done = await carriedOut(world.cluster.hosts, before, after)
      await allWrite()
      await sleep(2000)
    })
    expect(sessions.map((session) => session.acknowledged.length > 10)).toEqual(sessions.map(() => true))
    measured(`${what}, longest wait of a client`, Math.max(...sessions.map((session) => session.longestPause(0))))
    expect(Math.max(...sessions.map((session) => session.longestPause(0)))).toBeLessThan(bound)
    for (const session of sessions) expect(await world.lost(session)).toEqual([])
    return done
  }

  test('max_connections is raised, by the steps of the plan and under load', { timeout: 300_000 }, async () => {
    const world = found()
    const done = await carryOut(world, 'more connections', former, raised)
    expect(done.filter((id) => id.startsWith('restart@'))).toEqual(['restart@ledger-2', 'restart@ledger-3', 'restart@ledger-1'])
    await world.cluster.followed(2, 60)
    for (const host of world.cluster.hosts) {
      expect(await host.sql('SHOW max_connections')).toBe('620')
      expect(await host.sql('SELECT name FROM pg_settings WHERE pending_restart')).toBe('')
    }
  })

  test('a database is added, by the steps of the plan and under load', { timeout: 300_000 }, async () => {
    const world = found()
    await carryOut(world, 'another database', raised, extended)
    for (const { address } of world.cluster.hosts)
      expect(await world.desk.ask({ ...clerk(address, 5433), database: 'annex' }, 'SELECT current_database()')).toBe('annex')
  })

  test('a password is changed, by the steps of the plan and under load', { timeout: 300_000 }, async () => {
    const world = found()
    await carryOut(world, 'another password', extended, rotated)
    const auditor = (host: string, port: number, password: string): Login => ({ ...clerk(host, port), user: 'auditor', password })
    for (const { address } of world.cluster.hosts) {
      for (const port of [5433, 5436]) {
        expect(await world.desk.ask(auditor(address, port, 'Ledger.Auditor.62'), 'SELECT current_user')).toBe('auditor')
        expect((await world.desk.sql(auditor(address, port, 'Ledger.Auditor.42'), 'SELECT current_user')).stderr).toMatch(/password|SASL/)
      }
    }
  })
}
