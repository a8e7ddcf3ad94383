import { describe, expect, test } from 'vitest'
import type { Client, Login } from './client.js'
import { Cluster, prepare, start } from './cluster.js'
import { compileFixture } from './deployment.js'
import { type EtcdUser, look, protect, v3 } from './etcd.js'
import type { Host } from './host.js'
import type { Lab } from './lab.js'
import { cannotRun } from './missing.js'
import { inLab, type World } from './world.js'

const files = compileFixture('fixtures/cluster/pair.yml')

/** Two instances of one host, as the layout places them. */
const [orders, stock] = [
  { scope: 'orders', instance: 'orders-1', user: 'seller', password: 'Pair.Seller.61', port: 5432, rest: 8008, pool: 6432, service: 5433, direct: 5436 },
  { scope: 'stock', instance: 'stock-1', user: 'keeper', password: 'Pair.Keeper.62', port: 5442, rest: 8018, pool: 6442, service: 5443, direct: 5446 },
]
const both = [orders, stock]
type Side = typeof orders

const scopes: EtcdUser[] = both.map(({ scope }) => ({ name: scope, password: 'Pair.Etcd.67', prefix: `/pg/${scope}` }))

/** The host before anything is started, and somebody who asks it. */
class Pair implements World {
  private constructor(
    readonly host: Host,
    readonly desk: Client,
    readonly clusters = both.map(({ scope, instance, port, rest }) => new Cluster(scope, [host], `/etc/patroni/patroni-${instance}.yml`, port, rest)),
  ) {}

  static async boot(lab: Lab): Promise<Pair> {
    const host = await lab.host('shared-1', '10.52.0.11')
    const pair = new Pair(host, await lab.client('10.52.0.200', []))
    await prepare(lab, host, files)
    return pair
  }

  login({ scope, user, password }: Side, port: number): Login {
    return { host: this.host.address, port, user, password, database: scope }
  }

  async complaints(): Promise<readonly string[]> {
    return [await this.host.complaints()]
  }
}

describe.skipIf(cannotRun)('two instances on one host', () => {
  const found = inLab(Pair.boot)

  test('etcd keeps the two scopes apart', async () => {
    const { host } = found()
    await start(host, ['etcd'])
    await protect(host, v3, 'Pair.Root.68', scopes)
    expect(await look(host, v3, scopes[0], '/pg/stock/leader')).toContain('permission denied')
    expect(await look(host, v3, scopes[1], '/pg/stock/leader')).toBe('')
  })

  test('each instance leads its own cluster', async () => {
    const { host, clusters } = found()
    await start(host, ['patroni-orders-1', 'patroni-stock-1'])
    for (const [index, { instance }] of both.entries()) {
      const cluster = clusters[index]
      await cluster?.led(host, 60)
      await cluster?.installData(host, instance, files)
      expect(await look(host, v3, scopes[index], `/pg/${scopes[index]?.name}/leader`)).toContain(instance)
    }
  })

  test('roles, users and databases, and a first backup of each, by the scripts of the tree', async () => {
    const { host } = found()
    for (const { scope, instance, port } of both) {
      for (const script of ['pg-backup-init', 'pg-init', 'pg-provision']) await host.demand([`/pg/${instance}/bin/${script}`], { timeout: 150_000 })
      expect(await host.sql('SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL', { port })).toBe('0')
      expect(await host.sql('SHOW data_directory', { port, database: scope })).toBe(`/pg/${instance}/data`)
      const backups = await host.demand(['pgbackrest', `--config=/etc/pgbackrest/pgbackrest-${instance}.conf`, `--stanza=${scope}`, 'info'], {
        user: 'postgres',
      })
      expect(backups).toMatch(/status: ok[\s\S]*full backup/)
    }
  })

  test('each has its pool and its services on ports of its own', async () => {
    const pair = found()
    const { host, desk } = pair
    const units = both.flatMap(({ instance }) => ['pgbouncer', 'pg_exporter', 'pgbouncer_exporter', 'pgbackrest_exporter'].map((unit) => `${unit}-${instance}`))
    await start(host, [...units, 'haproxy', 'node_exporter', 'dnsmasq'])
    for (const side of both) {
      await desk.settled(pair.login(side, side.service), 'SELECT current_database()', side.scope)
      for (const port of [side.port, side.pool, side.direct]) expect(await desk.ask(pair.login(side, port), 'SELECT current_database()')).toBe(side.scope)
      expect(await desk.ask(pair.login(side, side.service), 'SELECT inet_client_addr() IS NULL')).toBe('t')
      expect(await desk.ask(pair.login(side, side.direct), 'SELECT inet_server_port()')).toBe(String(side.port))
    }
    // Neither knows the users of the other.
    expect((await desk.sql(pair.login(orders, stock.service), 'SELECT 1')).status).not.toBe(0)
    expect((await desk.sql(pair.login(orders, stock.port), 'SELECT 1')).status).not.toBe(0)
    expect(await host.demand(['systemctl', '--failed', '--no-legend', '--plain'])).toBe('')
  })

  test('one may stop without the other', async () => {
    const pair = found()
    const { host, desk, clusters } = pair
    await host.demand(['systemctl', 'stop', 'patroni-orders-1'])
    expect((await desk.sql(pair.login(orders, orders.port), 'SELECT 1')).status).not.toBe(0)
    for (const port of [stock.port, stock.service, stock.direct]) expect(await desk.ask(pair.login(stock, port), 'SELECT pg_is_in_recovery()')).toBe('f')
    await start(host, ['patroni-orders-1'])
    await clusters[0]?.led(host, 30)
    await desk.settled(pair.login(orders, orders.service), 'SELECT pg_is_in_recovery()', 'f')
  })

  test('after a loss of power both come back by themselves', async () => {
    const pair = found()
    const { host, desk } = pair
    await host.powerOff()
    await host.powerOn()
    // A member waits until what it said before it died has run out: ttl.
    for (const side of both) await desk.settled(pair.login(side, side.service), 'SELECT pg_is_in_recovery()', 'f', 60)
    expect(await host.demand(['systemctl', '--failed', '--no-legend', '--plain'])).toBe('')
  })
})
