import { sections } from '../catalog/catalog.js'
import { foreign } from '../catalog/foreign.js'
import { objects } from '../catalog/objects.js'
import type { Sink } from '../diagnostics/sink.js'
import { hostsBelow, type Inventory, type Variables, variablesOf } from '../inventory/inventory.js'
import type { Settings } from '../inventory/settings.js'
import type { Entry } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Seat } from './instances.js'
import type { Site } from './model.js'
import type { Placed } from './placed.js'

/** What a host must be for a parameter to act on it. */
type Reader = 'instance' | 'infra' | 'etcd'

const nouns: Readonly<Record<Reader, string>> = {
  instance: 'hosts with PostgreSQL (pg_cluster)',
  infra: 'infra nodes (group `infra`)',
  etcd: 'etcd members (group `etcd`)',
}

/** Readers of whole sections; a parameter of another section acts on every host. */
const ofSection: Readonly<Record<string, Reader>> = { ETCD: 'etcd', INFRA: 'infra', DNS: 'infra', VICTORIA: 'infra', PROMETHEUS: 'infra', GRAFANA: 'infra' }

/**
 * Parameters that others of their section say nothing about: identities, which make a host what it is; what other modules and the installation of
 * packages read beside our files; admin_ip, which has a rule of its own.
 */
const anywhere: ReadonlySet<string> = new Set([
  ...['pg_cluster', 'pg_seq', 'pg_role', 'pg_instances', 'etcd_seq', 'admin_ip'],
  ...['pg_version', 'pg_packages', 'pg_extensions', 'etcd_root_password'],
  ...['exporter_metrics_path', 'docker_exporter_port', 'redis_exporter_port', 'minio_https'],
])

/** Parameters that act on hosts of two kinds. A remote server is watched with the variables of the infra node that watches it. */
const twofold: ReadonlyMap<string, readonly Reader[]> = new Map([
  ...Object.keys(objects.exporter.attributes).map((name): [string, readonly Reader[]] => [name, ['instance', 'infra']]),
  ['pg_exporter_options', ['instance', 'infra']],
  ['dns_enabled', ['infra', 'instance']],
  ['grafana_enabled', ['infra', 'instance']],
  ['etcd_port', ['etcd', 'instance']],
  ['pg_exporters', ['infra']],
])

const readers: ReadonlyMap<string, readonly Reader[]> = new Map([
  ...sections.flatMap(({ id, parameters }) =>
    Object.keys(parameters).flatMap((name): [string, readonly Reader[]][] => {
      const reader = id.startsWith('PG_') ? 'instance' : ofSection[id]
      return reader === undefined || anywhere.has(name) ? [] : [[name, twofold.get(name) ?? [reader]]]
    }),
  ),
  ...Object.keys(foreign)
    .filter((name) => /^(infra|nginx|certbot|grafana)_/.test(name))
    .map((name): [string, readonly Reader[]] => [name, ['infra']]),
])

/** Reports variables of groups and hosts where they cannot act: no host below is of the kind that reads them. What `all` says is for whoever reads it. */
export function reportLevels(inventory: Inventory, placed: readonly Placed[], site: Site, shared: Settings, sink: Sink): void {
  const etcd = new Set(site.etcd.map(({ name }) => name))
  const is: Readonly<Record<Reader, (host: Placed) => boolean>> = {
    instance: ({ seats }) => seats.length > 0,
    infra: ({ groups }) => groups.has('infra'),
    etcd: ({ host }) => etcd.has(host.name),
  }
  const look = (variables: Variables, some: (is: (host: Placed) => boolean) => boolean, none: () => string): void => {
    for (const [name, [entry]] of variables) {
      const wanted = readers.get(name)
      if (wanted === undefined || entry === undefined || wanted.some((reader) => some(is[reader]))) continue
      const kinds = wanted.map((reader) => nouns[reader]).join(' and ')
      sink.report(codes['parameter-level'], entry.key.at, `${name} acts on ${kinds} only, and ${none()}: it has no effect here`)
    }
  }
  const byName = new Map(placed.map((host) => [host.host.name, host]))
  for (const group of inventory.groups.values()) {
    const some = (test: (host: Placed) => boolean): boolean => {
      // Mostly the first one answers for all.
      for (const { name } of hostsBelow(group)) {
        const host = byName.get(name)
        if (host !== undefined && test(host)) return true
      }
      return false
    }
    if (group === inventory.all || !some(() => true)) continue
    for (const variables of variablesOf(inventory, 'groups', group)) {
      look(variables, some, () => `group \`${group.name}\` has none of them`)
      reportSiteWide(variables, shared, sink)
    }
  }
  for (const host of placed) {
    const own = inventory.hosts.get(host.host.name)
    for (const variables of own === undefined ? [] : variablesOf(inventory, 'hosts', own)) {
      look(
        variables,
        (test) => test(host),
        () => `${host.host.name} is none of them`,
      )
      reportSiteWide(variables, shared, sink)
    }
  }
  reportSharedIdentity(placed, sink)
}

/** Access rules and allow lists know one admin node. What an expression makes of it is not compared. */
function reportSiteWide(variables: Variables, shared: Settings, sink: Sink): void {
  const entry = variables.get('admin_ip')?.[0]
  if (entry?.value.kind !== 'scalar' || entry.value.text === shared.get('admin_ip') || /\{[{%]/.test(entry.value.text)) return
  sink.report(codes['parameter-level'], entry.key.at, 'admin_ip is one address for the whole deployment: access rules and allow lists take the one of `all`', {
    related: [{ at: shared.at('admin_ip'), message: 'the admin_ip of `all`' }],
  })
}

/** What an instance is by the word of a group: a number or a leading role that its cluster may have once, or a cluster where nothing else says that it is one. */
export interface SharedIdentity {
  readonly name: string
  readonly cluster: string
  readonly group: string
  readonly entry: Entry
}

export function sharedIdentities({ settings }: Seat): readonly SharedIdentity[] {
  return (['pg_seq', 'pg_role', 'pg_cluster'] as const).flatMap((name) => {
    const first = settings.definitions(name)[0]
    if (first?.layer.kind !== 'group') return []
    const lost = name === 'pg_cluster' && !settings.isSet('pg_seq') && !settings.isSet('pg_role') && first.layer.name === 'all'
    const alike = name === 'pg_seq' || (name === 'pg_role' && settings.get('pg_role') === 'primary')
    return lost || alike ? [{ name, cluster: settings.get('pg_cluster') ?? '', group: first.layer.name, entry: first.entry }] : []
  })
}

/** A number or a leading role that a group gives to several members of one cluster, and a cluster that it gives to hosts that are no instance. */
function reportSharedIdentity(placed: readonly Placed[], sink: Sink): void {
  const taken = new Map<Entry, { readonly name: string; readonly group: string; readonly members: Map<string, string[]> }>()
  for (const { host, shared } of placed)
    for (const { name, cluster, group, entry } of shared) {
      const use = taken.get(entry) ?? { name, group, members: new Map<string, string[]>() }
      taken.set(entry, use)
      const hosts = use.members.get(cluster)
      if (hosts === undefined) use.members.set(cluster, [host.name])
      else hosts.push(host.name)
    }
  for (const [{ key }, { name, group, members }] of taken)
    for (const [cluster, hosts] of members) {
      if (name === 'pg_cluster')
        sink.report(
          codes['parameter-level'],
          key.at,
          `pg_cluster in \`all\` makes ${hosts.join(', ')} members of ${cluster} too, without pg_seq and pg_role: set it in the group of the cluster`,
        )
      else if (hosts.length > 1)
        sink.report(codes['parameter-level'], key.at, `${name} in group \`${group}\` is that of ${hosts.join(', ')} at once: it belongs to one host`)
    }
}
