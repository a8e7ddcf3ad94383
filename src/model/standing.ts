import type { Report, Sink } from '../diagnostics/sink.js'
import type { InventoryHost } from '../inventory/inventory.js'
import type { Layer, Precedence } from '../inventory/precedence.js'
import { ReadLog } from '../inventory/read-log.js'
import type { Values } from '../inventory/values.js'
import { Likeness } from './likeness.js'
import { sameItems } from './made.js'
import type { Host, Site } from './model.js'
import { same } from './same.js'
import { SteadyLayers } from './steady-layers.js'

/** What was made, and of what. */
interface Stood {
  readonly grounds: readonly unknown[]
  readonly made: unknown
  readonly reports: readonly Report[]
  /** What `Parts` was asked for meanwhile. */
  readonly wanted: readonly string[]
  /** Whether it follows from the grounds alone. */
  readonly follows: boolean
  /** The last run that asked for it. */
  run: number
}

type Kind = 'host' | 'group' | 'cluster' | 'services' | 'listeners' | 'passwords'

/** Notes only whether more counted than the variables of somebody who is among the grounds. */
class Completeness extends ReadLog {
  override entry(): void {}
  override place(): void {}
  override merge(): void {}
  override all(): void {}
}

/**
 * Gives whatever is as it was in the run before as the same object, so that nothing is found out, decided or compared about it again. What stands on the same
 * grounds is not made again: what was reported of it is reported again.
 */
export class Standing {
  private readonly layers = new SteadyLayers()
  private known: Site | undefined
  private likeness = new Likeness()
  private values: Values | undefined
  /** By kind and name. */
  private readonly stood = new Map<Kind, Map<string, Stood>>()
  private run = 0

  /** `keeps` says whether another run will come; `listen` gives what `Parts` is asked for from then on, `want` asks for it again. */
  constructor(
    private readonly keeps: boolean,
    private readonly listen: () => () => readonly string[],
    private readonly want: (names: readonly string[]) => void,
  ) {}

  /** A run begins; its values are those of the run before, as `Memory` gives them. */
  begin(values: Values): void {
    this.run++
    this.values = values
    this.likeness = new Likeness()
    this.layers.turn()
  }

  /** All is made: what nobody asked for is needed no more. */
  done(): void {
    for (const all of this.stood.values()) for (const [name, { run }] of all) if (run !== this.run) all.delete(name)
  }

  /** The layers of a host. */
  layersOf(host: InventoryHost, precedence: Precedence): readonly Layer[] {
    return this.keeps ? this.layers.of(host, precedence) : precedence.layers(host)
  }

  site(site: Site): Site {
    const { known } = this
    const stays = known !== undefined && sameItems(known.infra, site.infra) && sameItems(known.etcd, site.etcd) && same(known.admin, site.admin)
    this.known = stays ? known : site
    return this.known
  }

  /**
   * What is made of these grounds, which are the same where each is one object. `make` looks at nothing else, or says so to the log of the values; it is given
   * what was made before, and gives that where its own is no other.
   */
  of<T>(kind: Kind, name: string, grounds: readonly unknown[], sink: Sink, make: (former?: T) => T): T {
    if (!this.keeps) return make()
    let all = this.stood.get(kind)
    if (all === undefined) {
      all = new Map()
      this.stood.set(kind, all)
    }
    const former = all.get(name)
    if (former?.follows === true && sameItems(former.grounds, grounds)) return this.again(former, sink) as T
    const stood = this.watched(grounds, sink, () => make(former?.made as T))
    all.set(name, stood)
    return stood.made as T
  }

  /**
   * Whether what is made of a cluster is what it was. What runs on another object for its host is another one even where the hosts are alike: who looks for it
   * finds it by its host.
   */
  alike(made: object, bearers: readonly Borne[], former: object, formerBearers: readonly Borne[]): boolean {
    return sameItems(bearers.map(hostOf), formerBearers.map(hostOf)) && this.likeness.alike(made, former)
  }

  private again(stood: Stood, sink: Sink): unknown {
    for (const report of stood.reports) sink.report(...report)
    this.want(stood.wanted)
    stood.run = this.run
    return stood.made
  }

  private watched(grounds: readonly unknown[], sink: Sink, make: () => unknown): Stood {
    const { values } = this
    const log = new Completeness()
    const heard = this.listen()
    const outer = values?.log
    if (values !== undefined) values.log = log
    try {
      const { made, reports } = sink.recorded(make)
      return { grounds, made, reports, wanted: heard(), follows: !log.incomplete, run: this.run }
    } finally {
      if (values !== undefined) values.log = outer
    }
  }
}

type Borne = { readonly host: Host }

function hostOf({ host }: Borne): Host {
  return host
}
