import type { FileChange } from '../../diff/change.js'
import type { Cluster, Host, Instance, Model } from '../../model/model.js'
import { compare } from '../../source/compare.js'
import type { PlannedFile } from '../plan.js'

/** A member that both sides have, in the same place. */
export interface Member {
  readonly before: Instance
  readonly after: Instance
}

/** Who stays, who comes and who goes, and whose each file is. A member whose machine is another one goes and comes. */
export class Scene {
  /** By cluster, then replicas before the primary. */
  readonly staying: readonly Member[]
  readonly coming: readonly Instance[]
  readonly leaving: readonly Instance[]
  /** Hosts that only one side has, by address. */
  readonly newHosts: ReadonlySet<string>
  readonly goneHosts: ReadonlySet<string>
  private readonly lanes = new Map<string, readonly string[]>()

  constructor(
    readonly before: Model,
    readonly after: Model,
    readonly files: readonly PlannedFile[],
  ) {
    const [old, now] = [instancesOf(before), instancesOf(after)]
    const former = new Map(old.map((instance) => [instance.name, instance]))
    const isSame = (one: Instance | undefined, other: Instance): boolean =>
      one !== undefined && one.host.address.text === other.host.address.text && one.layout.root === other.layout.root
    this.staying = now
      .flatMap((instance) => {
        const was = former.get(instance.name)
        return was !== undefined && isSame(was, instance) ? [{ before: was, after: instance }] : []
      })
      .sort((a, b) => compare(a.after.cluster.name, b.after.cluster.name) || Number(isPrimary(a.after)) - Number(isPrimary(b.after)))
    const stays = new Set(this.staying.map(({ after: { name } }) => name))
    this.coming = now.filter(({ name }) => !stays.has(name))
    this.leaving = old.filter(({ name }) => !stays.has(name))
    const addresses = (model: Model): ReadonlySet<string> => new Set(model.hosts.map(({ address }) => address.text))
    const [were, are] = [addresses(before), addresses(after)]
    this.newHosts = new Set(after.hosts.flatMap(({ name, address }) => (were.has(address.text) ? [] : [name])))
    this.goneHosts = new Set(before.hosts.flatMap(({ name, address }) => (are.has(address.text) ? [] : [name])))
  }

  /** Clusters of which a member stays, as they will be. */
  get livingClusters(): readonly Cluster[] {
    return this.after.clusters.filter(({ name }) => this.staying.some((member) => member.after.cluster.name === name))
  }

  membersOf(cluster: string): readonly Member[] {
    return this.staying.filter(({ after }) => after.cluster.name === cluster)
  }

  /** Whether who comes takes the place of who goes, so that those can stop last. A member that only moves has to stop first: there cannot be two of its name. */
  leavesLate(cluster: string): boolean {
    const names = (list: readonly Instance[]): readonly string[] => list.flatMap((each) => (each.cluster.name === cluster ? [each.name] : []))
    const [coming, leaving] = [names(this.coming), names(this.leaving)]
    return coming.length > 0 && !leaving.some((name) => coming.includes(name)) && this.membersOf(cluster).length > 0
  }

  host(name: string): Host | undefined {
    return this.after.hosts.find((host) => host.name === name) ?? this.before.hosts.find((host) => host.name === name)
  }

  /** Files that a member brings with it, or takes with it, are told with that. */
  isOfMoving({ host, instance }: FileChange): boolean {
    if (this.newHosts.has(host) || this.goneHosts.has(host)) return true
    const home = [...this.coming, ...this.leaving].find(({ name }) => name === instance)
    return home !== undefined && home.host.name === host
  }

  /** The lanes of a host: its clusters, else itself. */
  lanesOf(host: string): readonly string[] {
    const known = this.lanes.get(host)
    if (known !== undefined) return known
    const clusters = [this.after, this.before].flatMap((model) => [
      ...instancesOf(model).flatMap((instance) => (instance.host.name === host ? [instance.cluster.name] : [])),
      ...model.services.flatMap((service) => (service.host.name === host ? [service.cluster.name] : [])),
    ])
    const lanes = clusters.length === 0 ? [`host ${host}`] : [...new Set(clusters)]
    this.lanes.set(host, lanes)
    return lanes
  }
}

export function isPrimary(instance: Instance): boolean {
  return instance.cluster.primary === instance
}

function instancesOf({ clusters }: Model): readonly Instance[] {
  return clusters.flatMap(({ instances }) => instances)
}
