import type { Sink } from '../diagnostics/sink.js'
import { reportAmbiguities } from '../inventory/ambiguous.js'
import type { FactSheets } from '../inventory/facts.js'
import type { Inventory } from '../inventory/inventory.js'
import { ancestry, Precedence } from '../inventory/precedence.js'
import { Settings } from '../inventory/settings.js'
import type { Values } from '../inventory/validate.js'
import { compareAddresses } from '../syntax/address.js'
import { reportDifferences, reportHostDifferences } from './agreement.js'
import { buildMembership, checkShards, shardMembers } from './clusters.js'
import type { Context, Member, Membership } from './context.js'
import { collectDefaultPasswords } from './default-password.js'
import { reportFormerValues } from './former-values.js'
import { buildHost, noteAssumptions, reportAddressDoubles, reportNameDoubles } from './hosts.js'
import { buildInstance } from './instance.js'
import { readSeats } from './instances.js'
import { reportLevels } from './level.js'
import { collectListeners } from './listener.js'
import { buildMember, groupMembers } from './members.js'
import type { Cluster, Instance, Model, Site } from './model.js'
import { collectStores } from './object-store.js'
import { Parts } from './parts.js'
import { publishServices } from './service.js'
import { buildSite, type Placed, requireEtcd } from './site.js'

/** A model with the variables that it was built of. */
export interface Built {
  readonly model: Model
  /** The variables of each host, by its name. */
  readonly hostSettings: ReadonlyMap<string, Settings>
  /** The variables of each instance, by its name. */
  readonly instanceSettings: ReadonlyMap<string, Settings>
}

/**
 * Builds the model of a whole inventory. What cannot be built is reported and left out, so that one run finds as much as possible. With `wanted`
 * the clusters have no instances but those on these hosts and the primary beside them: for who looks at a file that knows no others.
 * `parts` are those of earlier runs over the same documents.
 */
export function buildWhole(inventory: Inventory, values: Values, facts: FactSheets, sink: Sink, parts = new Parts(false), wanted?: ReadonlySet<string>): Built {
  const placed = placeHosts(inventory, values, facts, sink, parts)
  const shared = new Settings(inventory.all.at, new Precedence(inventory).common(), values)
  const site = parts.standing.turn(buildSite(placed, shared, sink))
  reportLevels(inventory, placed, site, shared, sink)
  const members: Member[] = []
  const incomplete = new Set<string>()
  for (const { host, seats } of placed)
    for (const seat of seats) {
      const built = buildMember(host, seat, seats.length > 1, sink)
      if (built !== undefined) members.push(built.member)
      if (built === undefined || built.doubtful) incomplete.add(seat.settings.get('pg_cluster') ?? '')
    }
  reportNameDoubles(
    placed.map(({ host }) => host),
    members,
    sink,
  )
  reportHostDifferences(members, sink)
  reportFormerValues(members, sink)
  const memberships: Membership[] = []
  for (const [name, group] of groupMembers(members, sink)) {
    reportDifferences(group, sink)
    const membership = buildMembership(name, group, incomplete.has(name), sink)
    if (membership !== undefined) memberships.push(membership)
  }
  checkShards(memberships, sink)
  const [first] = memberships
  if (first !== undefined) requireEtcd(site, first.primary.settings.at('pg_cluster'), sink)
  const inShard = shardMembers(memberships)
  const own = memberships.filter(({ members: each }) => wanted === undefined || each.some(({ host }) => wanted.has(host.name)))
  const clusters = buildClusters(own, inShard, members, site, sink, wanted, parts)
  const services = publishServices(own, clusters, placed, sink, parts)
  const listeners = collectListeners(placed, members, clusters, services, site.etcd)
  const model = {
    site,
    hosts: placed.map(({ host }) => host),
    clusters,
    services,
    listeners,
    defaultPasswords: collectDefaultPasswords(placed, members, site),
    stores: collectStores(placed),
  }
  return {
    model,
    hostSettings: new Map(placed.map(({ host, settings }) => [host.name, settings])),
    instanceSettings: new Map(members.map(({ name, settings }) => [name, settings])),
  }
}

function placeHosts(inventory: Inventory, values: Values, facts: FactSheets, sink: Sink, parts: Parts): Placed[] {
  const precedence = new Precedence(inventory)
  const placed = [...inventory.hosts.values()].map((host) => {
    const settings = new Settings(host.at, precedence.layers(host), values, host.name)
    const groups = new Set(ancestry(host.groups).map((group) => group.name))
    const seats = readSeats(host, settings, sink)
    const inputs = [host.at, [...groups].join('\0'), seats.length, ...seats.map(({ distance }) => distance), ...facts.files]
    const bearers = [settings, ...seats.map((seat) => seat.settings)] as const
    const built = parts.ofSettings(`host ${host.name}`, inputs, bearers, sink, () => buildHost(host, groups, settings, seats, facts, parts, sink))
    return { host: parts.keep(`host ${host.name}`, built), settings, groups, seats }
  })
  facts.reportStrangers(new Set(placed.flatMap(({ host }) => [host.name, host.address.text])))
  placed.sort((a, b) => compareAddresses(a.host.address, b.host.address))
  reportAmbiguities(
    placed.map(({ host, settings }) => ({ name: host.name, settings })),
    sink,
  )
  const hosts = placed.map(({ host }) => host)
  reportAddressDoubles(hosts, sink)
  noteAssumptions(hosts, sink)
  return placed
}

function buildClusters(
  memberships: readonly Membership[],
  inShard: ReturnType<typeof shardMembers>,
  members: readonly Member[],
  site: Site,
  sink: Sink,
  wanted: ReadonlySet<string> | undefined,
  parts: Parts,
): Cluster[] {
  const byName = new Map<string, Member[]>(members.map((member) => [member.name, [member]]))
  for (const member of members) byName.set(member.host.address.text, [...(byName.get(member.host.address.text) ?? []), member])
  return memberships.map((membership) => {
    const { values } = membership.primary.settings
    const membersAt = (name: string): readonly Member[] => {
      if (values.log !== undefined) values.log.incomplete = true
      return byName.get(name) ?? []
    }
    const ofShard = inShard(membership)
    const make = (): Cluster => buildCluster(membership, ofShard, { site, membersAt, sink }, wanted, parts)
    return parts.keeps && wanted === undefined ? parts.standing.cluster({ membership, shardMembers: ofShard, site }, sink, make) : make()
  })
}

function buildCluster(
  membership: Membership,
  shardMembers: readonly Member[],
  shared: Omit<Context, 'mode' | 'member' | 'role' | 'layout' | 'hardware' | 'platform' | 'settings' | 'common' | 'identity' | 'cluster' | 'shardMembers'>,
  wanted: ReadonlySet<string> | undefined,
  parts: Parts,
): Cluster {
  const instances: Instance[] = []
  const cluster = {
    name: membership.name,
    at: membership.primary.settings.at('pg_cluster'),
    mode: membership.mode,
    shard: membership.shard,
    group: membership.group,
    instances,
  }
  const built = membership.members.filter((member) => wanted?.has(member.host.name) !== false || member === membership.primary)
  for (const member of built) {
    const { settings, common, host, role, layout } = member
    const { hardware, platform } = host
    const identity = parts.identify(shared.site, membership, member, shardMembers)
    const { mode } = membership
    const context = { ...shared, cluster: membership, mode, member, role, layout, hardware, platform, shardMembers, settings, common, identity }
    instances.push(buildInstance(context, host, parts, cluster as unknown as Cluster))
  }
  parts.done(cluster.name)
  const primary = instances.find(({ name }) => name === membership.primary.name) as Instance
  return Object.assign(cluster, { primary })
}
