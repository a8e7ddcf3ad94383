import type { Sink } from '../diagnostics/sink.js'
import type { FactSheets } from '../inventory/facts.js'
import type { Inventory } from '../inventory/inventory.js'
import { Precedence } from '../inventory/precedence.js'
import { Settings } from '../inventory/settings.js'
import type { Values } from '../inventory/values.js'
import { reportDifferences } from './agreement.js'
import { buildMembership, checkShards, shardMembers } from './clusters.js'
import type { Context, Member, Membership } from './context.js'
import { collectDefaultPasswords } from './default-password.js'
import { reportNameDoubles } from './hosts.js'
import { buildInstance } from './instance.js'
import { reportLevels } from './level.js'
import { listenersByHost } from './listener.js'
import { groupMembers } from './members.js'
import type { Cluster, Instance, Model, Site } from './model.js'
import { collectStores } from './object-store.js'
import { Parts } from './parts.js'
import { placeHosts } from './placed.js'
import { same } from './same.js'
import { publishServices } from './service.js'
import { buildSite, requireEtcd } from './site.js'

/** A model with the variables that it was built of. */
export interface Built {
  readonly model: Model
  /** The variables of each host and each instance, by its name; put together when somebody asks. */
  readonly settings: () => Readonly<Record<'hosts' | 'instances', ReadonlyMap<string, Settings>>>
}

/**
 * Builds the model of a whole inventory. What cannot be built is reported and left out, so that one run finds as much as possible. With `wanted`
 * the clusters have no instances but those on these hosts and the primary beside them: for who looks at a file that knows no others.
 * `parts` are those of earlier runs over the same documents.
 */
export function buildWhole(inventory: Inventory, values: Values, facts: FactSheets, sink: Sink, parts = new Parts(false), wanted?: ReadonlySet<string>): Built {
  const { standing } = parts
  standing.begin(values)
  const placed = placeHosts(inventory, values, facts, sink, parts)
  const shared = new Settings(inventory.all.at, new Precedence(inventory).common(), values)
  const site = standing.site(buildSite(placed, shared, sink))
  reportLevels(inventory, placed, site, shared, sink)
  const members = placed.flatMap((each) => each.members)
  const incomplete = new Set(placed.flatMap((each) => each.incomplete))
  reportNameDoubles(
    placed.map(({ host }) => host),
    members,
    sink,
  )
  const memberships = [...groupMembers(members, sink)].flatMap(([name, group]) => joinMembers(name, group, incomplete.has(name), sink, parts) ?? [])
  checkShards(memberships, sink)
  const [first] = memberships
  if (first !== undefined) requireEtcd(site, first.primary.settings.at('pg_cluster'), sink)
  const inShard = shardMembers(memberships)
  const own = memberships.filter(({ members: each }) => wanted === undefined || each.some(({ host }) => wanted.has(host.name)))
  const clusters = buildClusters(own, inShard, members, site, sink, wanted, parts)
  const services = publishServices(own, clusters, placed, sink, parts)
  const model = {
    site,
    hosts: placed.map(({ host }) => host),
    clusters,
    services,
    listenersOf: listenersByHost(placed, clusters, services, site, parts, sink),
    defaultPasswords: collectDefaultPasswords(placed, site, parts, sink),
    stores: collectStores(placed),
  }
  let known: ReturnType<Built['settings']> | undefined
  const settings: Built['settings'] = () => {
    known ??= {
      hosts: new Map(placed.map(({ host, settings: own }) => [host.name, own])),
      instances: new Map(members.map(({ name, settings: own }) => [name, own])),
    }
    return known
  }
  return { model, settings }
}

function joinMembers(name: string, members: readonly Member[], incomplete: boolean, sink: Sink, { standing }: Parts): Membership | undefined {
  return standing.of<Membership | undefined>('group', name, [incomplete, ...members], sink, (former) => {
    reportDifferences(members, sink)
    const made = buildMembership(name, members, incomplete, sink)
    return same(made, former) ? former : made
  })
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
  let index: ReadonlyMap<string, readonly Member[]> | undefined
  return memberships.map((membership) => {
    const { values } = membership.primary.settings
    const membersAt = (name: string): readonly Member[] => {
      if (values.log !== undefined) values.log.incomplete = true
      index ??= indexOf(members)
      return index.get(name) ?? []
    }
    const ofShard = inShard(membership)
    const grounds = [membership, site, wanted && [...wanted].join('\0'), ...(ofShard === membership.members ? [] : ofShard)]
    return parts.standing.of('cluster', membership.name, grounds, sink, (former?: Cluster) => {
      const made = buildCluster(membership, ofShard, { site, membersAt, sink }, wanted, parts)
      return former !== undefined && parts.standing.alike(made, made.instances, former, former.instances) ? former : made
    })
  })
}

/** By name, and by address. Few clusters ask for members of others. */
function indexOf(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const index = new Map<string, Member[]>(members.map((member) => [member.name, [member]]))
  for (const member of members) index.set(member.host.address.text, [...(index.get(member.host.address.text) ?? []), member])
  return index
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
