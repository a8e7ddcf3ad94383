import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedMemorySettings } from '../../src/compat/impact/settings.js'
import { hasPostgres, PostgresServer, programs, Sandbox } from './postgres.js'

/** Why the order of restarts matters: what src/plan/impact/server-setting.ts says, asked of a real primary with a real standby. */
describe.skipIf(!hasPostgres)('settings that a standby needs at least as high as its primary', () => {
  const sandbox = new Sandbox()
  let primary: PostgresServer
  let standby: PostgresServer

  const restart = (port: number): number | null =>
    sandbox.run(join(programs, 'pg_ctl'), [
      '-D',
      join(sandbox.directory, `data-${port}`),
      '-l',
      join(sandbox.directory, `log-${port}`),
      '-w',
      '-s',
      '-m',
      'fast',
      'restart',
    ]).status
  const replayed = (): boolean => standby.psql(`SELECT pg_last_wal_replay_lsn() >= '${primary.psql('SELECT pg_current_wal_lsn()').trim()}'`).trim() === 't'
  const set = (server: PostgresServer, values: Readonly<Record<string, number>>): void => {
    for (const [name, value] of Object.entries(values)) server.psql(`ALTER SYSTEM SET ${name} = ${value}`)
  }
  const raised = Object.fromEntries(Object.entries(sharedMemorySettings).map(([name, usual]) => [name, usual + 7]))

  beforeAll(() => {
    primary = PostgresServer.create(sandbox, 5451, ['wal_retrieve_retry_interval = 200'])
    standby = primary.standby(5452)
  }, 120_000)

  afterAll(() => {
    standby?.stop()
    primary?.stop()
    sandbox.remove()
  })

  test('raised on the replica first: it follows all the while', async () => {
    set(standby, raised)
    expect(restart(5452)).toBe(0)
    set(primary, raised)
    expect(restart(5451)).toBe(0)
    primary.psql('CREATE TABLE raised ()')
    await expect.poll(replayed, { timeout: 20_000 }).toBe(true)
  }, 60_000)

  test.each(Object.keys(sharedMemorySettings))(
    '%s raised on the primary first: the replica stops replaying',
    async (name) => {
      const higher = (raised[name] ?? 0) + 20
      set(primary, { [name]: higher })
      expect(restart(5451)).toBe(0)
      await expect.poll(() => standby.psql('SELECT pg_get_wal_replay_pause_state()').trim(), { timeout: 20_000 }).toBe('paused')
      set(standby, { [name]: higher })
      expect(restart(5452)).toBe(0)
      await expect.poll(replayed, { timeout: 20_000 }).toBe(true)
    },
    60_000,
  )

  test('lowered on the replica first: it does not start; on the primary first: it does', async () => {
    set(standby, { max_connections: 50 })
    expect(restart(5452)).not.toBe(0)
    set(primary, { max_connections: 50 })
    expect(restart(5451)).toBe(0)
    // What stands in the way is gone once the replica has replayed the change, so it starts with the old value once more.
    sandbox.demand('sed', ['-i', 's/^max_connections.*/max_connections = 200/', join(sandbox.directory, 'data-5452', 'postgresql.auto.conf')])
    expect(restart(5452)).toBe(0)
    primary.psql('CREATE TABLE lowered ()')
    await expect.poll(replayed, { timeout: 20_000 }).toBe(true)
    set(standby, { max_connections: 50 })
    expect(restart(5452)).toBe(0)
    expect(standby.psql('SHOW max_connections').trim()).toBe('50')
  }, 60_000)
})
