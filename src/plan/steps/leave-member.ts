import { quoteShell } from '../../emit/quote/shell.js'
import type { Cluster, Instance } from '../../model/model.js'
import { patronictl, query, stopServer, systemctl } from './commands.js'
import { handover, successorIn } from './handover.js'
import type { Scene } from './scene.js'
import type { Part } from './step.js'

export function memberSteps(scene: Scene, cluster: Cluster): readonly Part[] {
  const leaving = cluster.instances.filter((instance) => scene.leaving.includes(instance))
  const staying = scene.membersOf(cluster.name)
  const successor = successorIn(scene, cluster)
  const replicas = leaving.filter((instance) => instance !== cluster.primary)
  const ordered = [...replicas, ...leaving.filter((instance) => instance === cluster.primary)]
  const ends = staying.length === 0
  return [
    ...(ends ? endSteps(cluster) : leaving.includes(cluster.primary) && successor !== undefined ? handover(cluster.primary, successor, scene) : []),
    ...ordered.flatMap((instance, index) => stopSteps(scene, instance, 10 + index * 10, ends)),
    ...(ends ? forgetSteps(cluster) : slotStep(staying[staying.length - 1]?.after, leaving)),
  ]
}

/** Patroni must not promote a replica while the members of a whole cluster stop one after the other. */
function endSteps({ primary, name }: Cluster): readonly Part[] {
  if (primary.patroni === undefined) return []
  return [
    {
      id: `last-backup-${name}`,
      host: primary.host.name,
      kind: 'manual',
      turn: 0,
      command:
        primary.backup === undefined
          ? '# no backup is configured: take one by hand, or be sure that nothing is wanted'
          : `${quoteShell(`${primary.layout.bin}/pg-backup`)} full`,
      why: 'the cluster goes, and with it all that is in no backup',
      verify: 'it ends with status 0, and the repository is on another machine',
      undo: 'nothing was changed',
    },
    {
      id: `pause-${name}`,
      host: primary.host.name,
      turn: 1,
      command: patronictl(primary, 'pause', '--wait'),
      why: 'nobody is promoted while its members stop',
      verify: `${patronictl(primary, 'list')} says Maintenance mode: on`,
      undo: patronictl(primary, 'resume', '--wait'),
    },
  ]
}

function stopSteps(scene: Scene, instance: Instance, turn: number, ends: boolean): readonly Part[] {
  const { layout, host, name, postgres, pool, patroni, vip } = instance
  const { units } = layout
  const offered = scene.goneHosts.has(host.name) ? scene.before.services.filter((service) => service.host === host).map(({ port }) => port) : []
  const ports = [...new Set([postgres.port, ...(pool === undefined ? [] : [pool.port]), ...offered])]
  const before = [...(vip === undefined ? [] : [units['vip-manager']]), ...(pool === undefined ? [] : [units.pgbouncer])]
  const stop = systemctl('disable --now', [patroni === undefined ? units.postgres : units.patroni])
  const halt = ends && patroni !== undefined ? `\n${stopServer(instance)}` : ''
  return [
    {
      id: `drain@${name}`,
      host: host.name,
      kind: 'manual',
      turn,
      command: `ss -Htn state established '( ${ports.map((port) => `sport = :${port}`).join(' or ')} )'`,
      why: 'proxies give it nothing new; who is still connected, or comes without a proxy, is cut off by the next step',
      verify: 'nothing is printed but replication and what watches the server',
      undo: 'nothing was changed',
    },
    ...(before.length === 0
      ? []
      : [
          {
            id: `stop-pool@${name}`,
            host: host.name,
            turn: turn + 1,
            command: systemctl('disable --now', before),
            why: 'clients that come by themselves are turned away before the server stops',
            verify: `systemctl is-active ${before.map(quoteShell).join(' ')} says inactive`,
            undo: systemctl('enable --now', before),
          },
        ]),
    {
      id: `stop-patroni@${name}`,
      host: host.name,
      turn: turn + 2,
      command: `${stop}${halt}`,
      why: ends
        ? 'in maintenance mode the server outlives Patroni, and is stopped after it'
        : 'the server stops with Patroni, and after its time to live in etcd the member is gone',
      verify: `systemctl is-active ${quoteShell(units.patroni)} says inactive; nothing listens on port ${postgres.port}`,
      undo: systemctl('enable --now', [patroni === undefined ? units.postgres : units.patroni]),
    },
  ]
}

/** A slot that nobody reads keeps WAL until the disk is full. */
function slotStep(primary: Instance | undefined, leaving: readonly Instance[]): readonly Part[] {
  if (primary?.patroni === undefined) return []
  const names = leaving.map(({ name }) => name.replaceAll('-', '_'))
  return [
    {
      id: `slots-${primary.cluster.name}`,
      host: primary.host.name,
      kind: 'manual',
      turn: 900,
      command: query(primary, 'SELECT slot_name, active, restart_lsn FROM pg_replication_slots'),
      why: `a slot that nobody reads keeps WAL until the disk is full; Patroni drops those of members that are gone, from 4.0 on after member_slots_ttl`,
      verify: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not there; else SELECT pg_drop_replication_slot('${names[0]}')`,
      undo: 'nothing to take back: a member that comes again gets a new slot',
    },
  ]
}

function forgetSteps({ primary, name }: Cluster): readonly Part[] {
  if (primary.patroni === undefined) return []
  return [
    {
      id: `forget-${name}`,
      host: primary.host.name,
      kind: 'manual',
      turn: 900,
      command: patronictl(primary, 'remove'),
      why: 'etcd still has its configuration and who led; patronictl asks for the name of the cluster, and for a sentence',
      verify: `${patronictl(primary, 'list')} shows no member`,
      undo: 'none: a member that starts again would create a new cluster',
    },
  ]
}
