import type { Report, Sink } from '../diagnostics/sink.js'
import { ReadLog } from '../inventory/read-log.js'
import type { Values } from '../inventory/validate.js'
import { type Grounds, SameGrounds } from './grounds.js'
import { Likeness } from './likeness.js'
import { sameItems } from './made.js'
import type { Cluster, Host, Site } from './model.js'
import { same } from './same.js'
import type { PublishedService } from './service.js'

/** What was made of a cluster. */
interface Stood<T> {
  readonly made: T
  readonly reports: readonly Report[]
  /** What `Parts` was asked for meanwhile. */
  readonly wanted: readonly string[]
  /** Whether it follows from the grounds alone. */
  readonly follows: boolean
}

interface Former {
  readonly grounds: Grounds
  readonly cluster: Stood<Cluster>
  readonly services?: Stood<readonly PublishedService[]>
}

/** Notes only whether the answers tell all. */
class Completeness extends ReadLog {
  override entry(): void {}
  override place(): void {}
  override merge(): void {}
}

/**
 * Gives whatever is as it was in the run before as the same object, so that nothing is found out, decided or compared about it again. A cluster whose
 * members, variables and site are those of the run before is not built again: what was reported of it is reported again. One that was built again and is
 * like the former one is that one.
 */
export class Standing {
  private known: Site | undefined
  private likeness = new Likeness()
  private sameGrounds = new SameGrounds()
  private before = new Map<string, Former>()
  private now = new Map<string, Former>()

  /** `listen` gives what `Parts` is asked for from then on, `want` asks for it again. */
  constructor(
    private readonly listen: () => () => readonly string[],
    private readonly want: (names: readonly string[]) => void,
  ) {}

  /** A run begins, of this site. */
  turn(site: Site): Site {
    this.likeness = new Likeness()
    this.sameGrounds = new SameGrounds()
    this.before = this.now
    this.now = new Map()
    const { known } = this
    const stays = known !== undefined && sameItems(known.infra, site.infra) && sameItems(known.etcd, site.etcd) && same(known.admin, site.admin)
    this.known = stays ? known : site
    return this.known
  }

  /**
   * The cluster of these grounds. `make` looks at nothing else, or says so to the log of the values. One that runs on another object for its host is another
   * one even where the hosts are alike: who looks for it finds it by its host.
   */
  cluster(grounds: Grounds, sink: Sink, make: () => Cluster): Cluster {
    const { name } = grounds.membership
    const former = this.before.get(name)
    if (former?.cluster.follows === true && this.sameGrounds.are(former.grounds, grounds)) {
      this.now.set(name, { ...former, grounds })
      return this.again(former.cluster, sink)
    }
    const cluster = this.watched(grounds.membership.primary.settings.values, sink, () => {
      const made = make()
      const old = former?.cluster.made
      return old !== undefined && sameItems(old.instances.map(hostOf), made.instances.map(hostOf)) && this.likeness.alike(made, old) ? old : made
    })
    this.now.set(name, { grounds, cluster })
    return cluster.made
  }

  /** The services of a cluster that `cluster` has just given. */
  services(cluster: Cluster, sink: Sink, make: () => readonly PublishedService[]): readonly PublishedService[] {
    const own = this.now.get(cluster.name)
    if (own === undefined) return make()
    if (own.services?.follows === true) return this.again(own.services, sink)
    const old = this.before.get(cluster.name)
    const services = this.watched(own.grounds.membership.primary.settings.values, sink, () => {
      const made = make()
      const list = old?.cluster.made === cluster ? old.services?.made : undefined
      return list !== undefined && sameItems(list.map(hostOf), made.map(hostOf)) && this.likeness.alike(made, list) ? list : made
    })
    this.now.set(cluster.name, { ...own, services })
    return services.made
  }

  /** All services are made: of the run before nothing is needed any more. */
  done(): void {
    this.before = new Map()
  }

  private again<T>({ made, reports, wanted }: Stood<T>, sink: Sink): T {
    for (const report of reports) sink.report(...report)
    this.want(wanted)
    return made
  }

  private watched<T>(values: Values, sink: Sink, make: () => T): Stood<T> {
    const log = new Completeness()
    const heard = this.listen()
    const outer = values.log
    values.log = log
    try {
      const recorded = sink.recorded(make)
      return { ...recorded, wanted: heard(), follows: !log.incomplete }
    } finally {
      values.log = outer
    }
  }
}

function hostOf({ host }: { readonly host: Host }): Host {
  return host
}
