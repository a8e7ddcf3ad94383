import { schemaVersion } from '../../diagnostics/schema-version.js'
import type { ClusterOutcome } from '../../failure/cluster-outcome.js'
import { notesOf } from '../../failure/notes.js'
import type { Route } from '../../failure/route.js'
import type { ServiceOutcome } from '../../failure/services.js'

/** A route for programs: names in place of objects; `null` for what there is none of. */
export function routeJson({ failure, site: { quorum, dns, metrics, alerts, logs }, clusters }: Route): string {
  const report = {
    schemaVersion,
    down: { hosts: names(failure.hosts), instances: names(failure.instances) },
    etcd: { members: names(quorum.members), up: names(quorum.up), quorum: quorum.holds },
    dnsServers: names(dns.up),
    metrics: names(metrics.up),
    alerts: names(alerts.up),
    logs: names(logs.up),
    clusters: clusters.map((outcome) => ({ ...clusterJson(outcome), notes: notesOf(outcome, failure) })),
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

function clusterJson({ cluster, former, leaderRole, up, down, election, paused, writesWait, services, vip, dns, backup, source }: ClusterOutcome) {
  return {
    cluster: cluster.name,
    former: former.name,
    leaderRole,
    up: names(up),
    down: names(down),
    election: {
      kind: election.kind,
      leaders: election.kind === 'none' ? [] : election.kind === 'kept' ? [election.leader.name] : names(election.candidates),
      why: election.kind === 'none' ? election.why : null,
      failsafe: election.kind === 'kept' && election.failsafe,
    },
    paused,
    writesWait,
    vip: vip === undefined ? null : { address: vip.vip.address.text, holders: names(vip.holders), mayBeLost: vip.mayBeLost, uncertain: vip.uncertain },
    dns:
      dns === undefined
        ? null
        : {
            name: dns.name,
            address: dns.address.text,
            kind: dns.kind,
            host: dns.host?.name ?? null,
            up: dns.up ?? null,
            leads: dns.leads ?? null,
            servers: names(dns.servers),
          },
    backup: {
      takers: names(backup.takers),
      mayStop: backup.mayStop,
      repository: backup.repository === undefined ? null : { ...backup.repository, hosts: names(backup.repository.hosts) },
    },
    follows: source === undefined ? null : { host: source.host, port: source.port, instance: source.instance?.name ?? null, up: source.up },
    services: services.map(serviceJson),
  }
}

function serviceJson({ service, outlets, open, servers, serving }: ServiceOutcome) {
  const { name, proxy, address, port, check, balance } = service
  return {
    name,
    proxy,
    address,
    port,
    check,
    balance: balance.join(' '),
    hosts: names(outlets),
    open: names(open),
    servers: servers.map(({ server, up }) => ({
      name: server.instance.name,
      address: server.instance.host.address.text,
      port: server.port,
      target: server.target,
      weight: server.weight,
      backup: server.backup,
      up,
    })),
    serving: serving.map(({ worlds, to }) => ({
      leaders: [...new Set(worlds.map(({ leader }) => leader?.name ?? null))],
      servers: to.servers.map(({ instance }, index) => ({ name: instance.name, share: to.shares?.[index] ?? null })),
      backup: to.backup,
    })),
  }
}

function names(items: Iterable<{ readonly name: string }>): string[] {
  return [...items].map(({ name }) => name)
}
