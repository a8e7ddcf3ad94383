import { setTimeout as sleep } from 'node:timers/promises'
import { describe, test } from 'vitest'
import { changes } from './changes.js'
import { start } from './cluster.js'
import { protect, v2 } from './etcd.js'
import { clerk, Ledger, scope } from './ledger.js'
import { cannotRun } from './missing.js'
import { inLab } from './world.js'

describe.skipIf(cannotRun)('a cluster that is changed by the steps of plans', () => {
  const found = inLab(Ledger.boot)

  test('it works', { timeout: 400_000 }, async () => {
    const world = found()
    const { first, second, third, cluster, desk } = world
    await Promise.all(cluster.hosts.map((host) => start(host, ['etcd'])))
    await protect(first, v2, 'Ledger.Root.48', [scope])
    await start(first, ['patroni'])
    await cluster.led(first, 60)
    await cluster.installData(first, first.name, world.files)
    await Promise.all([second, third].map((host) => start(host, ['patroni'])))
    await cluster.followed(2, 60)
    await Promise.all([second, third].map((host) => cluster.installData(host, host.name, world.files)))
    for (const host of cluster.hosts) await host.demand(['/pg/bin/pg-backup-init'], { timeout: 150_000 })
    await first.demand(['/pg/bin/pg-init'])
    await first.demand(['/pg/bin/pg-provision'])
    await Promise.all(cluster.hosts.map((host) => start(host, ['pgbouncer', 'haproxy', 'vip-manager'])))
    await start(second, ['dnsmasq'])
    await first.sql('SET ROLE clerk; CREATE TABLE booking (writer text, row bigint, PRIMARY KEY (writer, row))', { database: 'ledger' })
    // HAProxy takes every server for one that is up until it has looked.
    await sleep(5000)
    for (const { address } of cluster.hosts) await desk.settled(clerk(address, 5433), 'SELECT pg_is_in_recovery()', 'f')
  })

  changes(found)
})
