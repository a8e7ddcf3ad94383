import type { Sink } from '../diagnostics/sink.js'
import { type Asked, ReadLog } from '../inventory/read-log.js'
import type { Settings } from '../inventory/settings.js'
import type { Node } from '../syntax/node.js'
import { Answers } from './answers.js'
import type { Central, Context, Machine, Member, Membership } from './context.js'
import { type Derived, type Identity, isAnswered, type Plain, sameItems } from './made.js'
import { most, recall, type Shelf } from './recall.js'
import { Remembered } from './remembered.js'
import { same } from './same.js'
import type { Expressions } from './selector.js'
import { Standing } from './standing.js'
import { Watched } from './watched.js'

/** The same of machines, and of what follows from them. */
export const kinds = 50

/** What the members of a cluster have in common. */
type Common = Pick<Identity, 'site' | 'cluster' | 'mode' | 'shardMembers'>

/**
 * Keeps parts of instances with what they were made of. A part is made again only where one of these is not what it was: a variable that it asked for,
 * another part that it was given, or somebody around it whom it looked at. So members of a cluster share what is the same for all of them, clusters
 * share what says nothing of either, and inventories that differ in one value share all that does not depend on it. What a part reported is reported again.
 */
export class Parts {
  readonly expressions: Expressions = new Map()
  readonly standing: Standing
  /** By cluster and kind. */
  private readonly made = new Map<string, Shelf>()
  /** By kind, what clusters may have in common. */
  private readonly shared = new Map<string, Answers>()
  private readonly madeOf = new WeakMap<Node, Shelf>()
  private readonly plain = new Map<string, Plain[]>()
  private readonly known = new Map<string, object[]>()
  private readonly derived = new Map<string, Derived[]>()
  private readonly common = new Remembered<Common>()
  private readonly wanted = new Set<string>()
  private heard: Set<string> | undefined

  /** `keeps` says whether another run will come: without one, what only that would find again is forgotten at once. */
  constructor(readonly keeps = true) {
    this.standing = new Standing(
      keeps,
      () => this.listen(),
      (names) => {
        for (const name of names) this.want(name)
      },
    )
  }

  /** Forgets what nobody asked for since the last time. */
  sweep(): void {
    for (const shelf of [this.made, this.plain, this.known, this.derived]) for (const name of shelf.keys()) if (!this.wanted.has(name)) shelf.delete(name)
    this.shared.clear()
    this.wanted.clear()
    this.standing.done()
  }

  /** All instances of a cluster are built. */
  done(cluster: string): void {
    if (!this.keeps) this.made.delete(cluster)
  }

  /** The same object as in a former run, where it is the same. */
  keep<T extends object>(name: string, object: T): T {
    return this.keeps ? this.intern(name, object) : object
  }

  /** The same object for each that is the same; `name` says whom it is about, `variety` how many of them are kept. */
  intern<T extends object>(name: string, object: T, variety = most): T {
    if (this.keeps) this.want(name)
    const variants = this.known.get(name) ?? []
    const found = variants.find((each): each is T => same(each, object))
    if (found !== undefined) return found
    this.known.set(name, [object, ...variants.slice(0, variety - 1)])
    return object
  }

  identify(site: Central, cluster: Membership, member: Member, shardMembers: readonly Member[]): Identity {
    const common = this.common.of([site, cluster, shardMembers], '', () => this.commonOf(site, cluster, shardMembers))
    const { role, layout, host } = member
    const { name, versions } = host.platform
    return {
      ...common,
      member: this.keeps ? this.face(member) : member,
      role,
      layout: layout.shared ? this.keep(`layout of ${member.name}`, layout) : layout,
      hardware: this.keeps ? this.intern('hardware', host.hardware, kinds) : host.hardware,
      platform: this.intern('platform', { name, versions }, kinds),
    }
  }

  private commonOf(site: Central, cluster: Membership, shardMembers: readonly Member[]): Common {
    const { name, mode, shard, group, primary, members } = cluster
    if (!this.keeps) return { site, cluster, mode, shardMembers }
    const faces = (each: readonly Member[]): object[] => each.map((one) => this.face(one))
    return {
      site: this.intern('site', {
        admin: site.admin,
        infra: site.infra.map(machineOf),
        etcd: site.etcd.map((host) => ({ ...machineOf(host), etcd: host.etcd })),
      }),
      cluster: this.intern(`cluster ${name}`, { name, mode, shard, group, primary: primary.name, members: faces(members) }),
      mode,
      shardMembers: this.intern(`shard of ${name}`, faces(shardMembers)),
    }
  }

  /**
   * A part of the instance that the context is of, or of one of its parts. `make` may look at nothing but its context and `inputs`, which are nodes, words
   * or other parts. What is made of one `node` is shared by all clusters, other parts by the members of one.
   */
  part<T>(name: string, inputs: readonly unknown[], context: Context, make: (context: Context) => T, node?: Node): T {
    const bare = context instanceof Watched ? context.context : context
    const shelf = node === undefined ? this.shelfFor(bare.cluster.name) : this.shelfOf(node)
    const common = node === undefined ? this.answersFor(name) : undefined
    const found = recall(name, shelf, common, inputs, bare, context.sink, (log, around) => make(new Watched(bare, around, log)))
    if (context !== bare) for (const { who } of found.around) void context[who]
    return found.value as T
  }

  /** Something that `make` finds in the variables of a host alone, and not in what it is called or where it stands: many hosts have the same. */
  ofHost<T>(name: string, settings: Settings, sink: Sink, make: () => T): T {
    return recall(name, undefined, this.answersFor(name), [], { settings, common: settings, identity: {} }, sink, make).value as T
  }

  /** Something that `make` finds in a node alone. */
  ofNode<T>(name: string, node: Node, sink: Sink, make: () => T): T {
    const shelf = this.shelfOf(node)
    const [found] = shelf.get(name) ?? []
    if (found !== undefined) {
      for (const report of found.reports) sink.report(...report)
      return found.value as T
    }
    const { made: value, reports } = sink.recorded(make)
    shelf.set(name, [{ value, inputs: [], around: [], asked: [], reports }])
    return value
  }

  /** Something that `make` finds in these variables and the inputs alone, and nobody else has in common. */
  ofSettings<T>(name: string, inputs: readonly unknown[], bearers: readonly [Settings, ...Settings[]], sink: Sink, make: () => T): T {
    if (!this.keeps) return make()
    const [{ values }] = bearers
    this.want(name)
    const variants = this.plain.get(name) ?? []
    const found = variants.find((each) => sameItems(each.inputs, inputs) && each.asked.every(([index, what]) => isAnswered(what, bearers[index])))
    if (found !== undefined) {
      for (const report of found.reports) sink.report(...report)
      return found.value as T
    }
    const outer = values.log
    const log = new ReadLog()
    values.log = log
    try {
      const { made: value, reports } = sink.recorded(make)
      if (log.incomplete && outer !== undefined) outer.incomplete = true
      const asked: [number, Asked][] = []
      log.forEach((settings, what) => {
        asked.push([bearers.indexOf(settings), what])
      })
      if (!log.incomplete && asked.every(([index]) => index !== -1)) this.plain.set(name, [{ value, inputs, asked, reports }, ...variants.slice(0, most - 1)])
      return value
    } finally {
      values.log = outer
    }
  }

  /** Something that `make` finds in the input alone, made once for all inputs that are one in what it looks at. */
  ofInput<I extends object, T>(name: string, input: I, make: (input: I) => T): T {
    this.want(name)
    const variants = this.derived.get(name) ?? []
    const found = variants.find(({ looked }) => looked.every(([key, value]) => Reflect.get(input, key) === value))
    if (found !== undefined) return found.value as T
    const looked = new Map<PropertyKey, unknown>()
    const get = (target: I, key: PropertyKey): unknown => {
      const value: unknown = Reflect.get(target, key)
      looked.set(key, value)
      return value
    }
    const value = make(new Proxy(input, { get }))
    this.derived.set(name, [{ value, looked: [...looked] }, ...variants.slice(0, kinds - 1)])
    return value
  }

  private want(name: string): void {
    this.wanted.add(name)
    this.heard?.add(name)
  }

  /** What is asked for from now on until the result is called. */
  private listen(): () => readonly string[] {
    const heard = new Set<string>()
    this.heard = heard
    return () => {
      this.heard = undefined
      return [...heard]
    }
  }

  private shelfFor(cluster: string): Shelf {
    if (this.keeps) this.want(cluster)
    let shelf = this.made.get(cluster)
    if (shelf === undefined) {
      shelf = new Map()
      this.made.set(cluster, shelf)
    }
    return shelf
  }

  private answersFor(name: string): Answers {
    let answers = this.shared.get(name)
    if (answers === undefined) {
      answers = new Answers()
      this.shared.set(name, answers)
    }
    return answers
  }

  private shelfOf(node: Node): Shelf {
    let shelf = this.madeOf.get(node)
    if (shelf === undefined) {
      shelf = new Map()
      this.madeOf.set(node, shelf)
    }
    return shelf
  }

  private face({ name, clusterName, seq, role, host, at, settings, layout, distance }: Member): object {
    return this.intern(`member ${name} of ${host.name}`, {
      name,
      clusterName,
      seq,
      role,
      machine: machineOf(host),
      at,
      place: settings.place,
      layout,
      distance,
    })
  }
}

function machineOf({ name, address, platform }: Machine): Machine {
  return { name, address, platform }
}
