import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { knocks } from './access.js'
import { start } from './cluster.js'
import { look, protect, v2 } from './etcd.js'
import { failures } from './failures.js'
import { clerk, inside, Ledger, name, outside, scope, vip } from './ledger.js'
import { measured } from './measured.js'
import { cannotRun } from './missing.js'
import { until } from './process.js'
import { restored } from './restored.js'
import { startMetrics } from './stand-ins.js'
import { inLab } from './world.js'

const exporters = ['node_exporter', 'pg_exporter', 'pgbouncer_exporter', 'pgbackrest_exporter', 'stand-in']

describe.skipIf(cannotRun)('three hosts with one cluster', () => {
  const found = inLab(Ledger.boot)

  test('etcd is one cluster over TLS, and the scope sees its own keys only', async () => {
    const { first, second, cluster } = found()
    await Promise.all(cluster.hosts.map((host) => start(host, ['etcd'])))
    await protect(first, v2, 'Ledger.Root.48', [scope])
    expect(await look(second, v2, scope, '/elsewhere')).toContain('Insufficient credentials')
    expect(await look(second, v2, undefined, '/pg/ledger/leader')).toContain('Insufficient credentials')
  })

  test('one leader, and two replicas that stream from it', async () => {
    const world = found()
    const { first, second, third, cluster } = world
    await start(first, ['patroni'])
    measured('bootstrap', (await cluster.led(first, 60)).seconds)
    await cluster.installData(first, first.name, world.files)
    await Promise.all([second, third].map((host) => start(host, ['patroni'])))
    measured('replicas', await cluster.followed(2, 60))
    await Promise.all([second, third].map((host) => cluster.installData(host, host.name, world.files)))
    expect((await look(second, v2, scope, '/pg/ledger/leader')).trim()).toBe('ledger-1')
  })

  test('roles, users and databases, and a first backup, by the scripts of the tree', async () => {
    const { first, cluster } = found()
    for (const host of cluster.hosts) await host.demand(['/pg/bin/pg-backup-init'], { timeout: 150_000 })
    await first.demand(['/pg/bin/pg-init'])
    await first.demand(['/pg/bin/pg-provision'])
    expect(await first.sql("SELECT rolname FROM pg_roles WHERE rolname IN ('clerk', 'auditor') ORDER BY 1")).toBe('auditor\nclerk')
  })

  test('PostgreSQL and Patroni took every setting and every rule', async () => {
    const { cluster } = found()
    for (const host of cluster.hosts) {
      expect(await host.sql('SELECT name, error FROM pg_file_settings WHERE error IS NOT NULL')).toBe('')
      expect(await host.sql('SELECT line_number, error FROM pg_hba_file_rules WHERE error IS NOT NULL')).toBe('')
      expect(await host.sql('SELECT name FROM pg_settings WHERE pending_restart')).toBe('')
      expect(await host.demand(['cat', '/pg/log/patroni/patroni.log'])).not.toMatch(/Removing .*parameter/)
    }
  })

  test('every other unit starts and stays', async () => {
    const { second, cluster } = found()
    await Promise.all(cluster.hosts.map((host) => start(host, ['pgbouncer', 'haproxy', 'vip-manager', ...exporters])))
    await start(second, ['dnsmasq'])
    await startMetrics(second)
    await sleep(1000)
    for (const host of cluster.hosts) expect(await host.demand(['systemctl', '--failed', '--no-legend', '--plain'])).toBe('')
  })

  test('5433 writes and 5434 reads through the pool, 5436 and 5438 lead to the server itself', async () => {
    const { first, third, cluster, desk } = found()
    // The server sees a client of the pool on its socket, thus without an address.
    const question = "SELECT pg_is_in_recovery(), coalesce(current_setting('primary_slot_name'), ''), host(inet_server_addr()), host(inet_client_addr())"
    await desk.settled(clerk(first.address, 5433), 'SELECT pg_is_in_recovery()', 'f')
    await desk.ask(clerk(first.address, 5433), 'CREATE TABLE booking (writer text, row bigint, PRIMARY KEY (writer, row))')
    const readers = new Set<string>()
    for (const { address } of cluster.hosts) {
      for (const port of [5433, 5436]) await desk.settled(clerk(address, port), 'SELECT pg_is_in_recovery()', 'f')
      for (const port of [5434, 5438]) await desk.settled(clerk(address, port), 'SELECT pg_is_in_recovery()', 't')
      expect(await desk.ask(clerk(address, 5433), question)).toBe('f|||')
      for (let read = 0; read < 4; read++) readers.add(await desk.ask(clerk(address, 5434), question))
      expect(await desk.ask(clerk(address, 5436), question)).toBe(`f||${first.address}|${address}`)
      expect(await desk.ask(clerk(address, 5438), question)).toBe(`t|ledger_3|${third.address}|${address}`)
      await desk.ask(clerk(address, 5433), `INSERT INTO booking VALUES ('${address}', 1)`)
      expect((await desk.sql(clerk(address, 5434), "INSERT INTO booking VALUES ('replica', 1)")).stderr).toContain('in a read-only transaction')
    }
    expect(readers).toEqual(new Set(['t|ledger_2||', 't|ledger_3||']))
  })

  test('the name leads to the VIP, and the VIP to the leader', async () => {
    const world = found()
    const { first, second, cluster, desk } = world
    await until('the VIP', async () => ((await world.vipHolders(cluster.hosts)).length === 1 ? true : undefined), 15)
    expect(await world.vipHolders(cluster.hosts)).toEqual([first])
    expect(await desk.resolve(second.address, name)).toEqual([vip])
    expect(await desk.resolve(second.address, 'nobody.db.example.net')).not.toEqual([vip])
    expect(await desk.ask(clerk(vip, 5436), 'SELECT host(inet_server_addr()), pg_is_in_recovery()')).toBe(`${first.address}|f`)
    await desk.ask(clerk(vip, 5433), "INSERT INTO booking VALUES ('vip', 1)")
  })

  test('pg_hba.conf lets in and keeps out, user by user, database by database, address by address, with and without TLS', async () => {
    const { lab, first, desk } = found()
    const clients = [desk, await lab.client('10.51.0.202', [outside]), await lab.client('203.0.113.60', [inside]), await lab.client('203.0.113.61', [inside])]
    const cases = await knocks(clients, first.address)
    expect(cases.length).toBeGreaterThan(80)
    expect(cases.filter(({ expected, outcome }) => expected !== outcome)).toEqual([])
    expect(new Set(cases.map(({ outcome }) => outcome))).toEqual(new Set(['in', 'rejected', 'no rule', 'wrong password', 'kept out by the pool']))
    console.log(`${cases.length} connections`)
  })

  test('a backup, and a restore to the moment before a mistake', async () => {
    const { first } = found()
    const database = 'ledger'
    await first.demand(['/pg/bin/pg-backup', 'incr'], { timeout: 60_000 })
    await first.sql("INSERT INTO booking VALUES ('before', 1)", { database })
    const moment = await first.sql('SELECT clock_timestamp()')
    await first.sql("DELETE FROM booking WHERE writer = 'before'", { database })
    const segment = await first.sql('SELECT pg_walfile_name(pg_switch_wal())')
    await until('the archive', async () => ((await first.sql('SELECT last_archived_wal FROM pg_stat_archiver')) >= segment ? true : undefined), 20)

    expect(await restored(first, 'ledger', moment, "SELECT count(*) FROM booking WHERE writer = 'before'")).toBe('1')
    expect(await first.sql("SELECT count(*) FROM booking WHERE writer = 'before'", { database })).toBe('0')
  })

  test('every target of the scrape configuration is up', async () => {
    const { second, desk } = found()
    interface Target {
      readonly scrapeUrl: string
      readonly health: string
    }
    const targets = async (): Promise<Target[]> => JSON.parse(await desk.page(`http://${second.address}:8428/api/v1/targets?state=active`)).data.activeTargets
    await until('all targets', async () => ((await targets()).every(({ health }) => health === 'up') ? true : undefined), 25).catch(() => undefined)
    const all = await targets()
    expect(all.filter(({ health }) => health !== 'up').map(({ scrapeUrl }) => scrapeUrl)).toEqual([])
    expect(all.length).toBe(3 * (1 + 3 + 4) + 8 + 3 + 3)
  })

  failures(found)
})
