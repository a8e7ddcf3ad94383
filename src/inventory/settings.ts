import type { ParameterName, ParameterValue } from '../catalog/catalog.js'
import { isParameter, parameters } from '../catalog/catalog.js'
import { type PlatformDefaults, platformDefaultNames, platformNamed } from '../compat/platforms.js'
import type { Span } from '../source/span.js'
import type { Entry, Node, Plain } from '../syntax/node.js'
import { toPlain } from '../syntax/node.js'
import { defaultNode } from './defaults.js'
import type { Scope } from './expression/scope.js'
import { hasTemplates } from './expression/settle.js'
import { type Layer, strongest } from './precedence.js'
import { noteEntry, noteNode } from './reads.js'
import type { Values } from './values.js'

/** One place that gives a variable a value. */
export interface Definition {
  readonly layer: Layer
  readonly entry: Entry
}

/** The variables that act on one host or instance: one value per parameter, with every definition of it. */
export class Settings {
  private own: Scope | undefined

  constructor(
    /** The place that stands for the host or instance as a whole. */
    readonly place: Span,
    /** Strongest first. */
    readonly layers: readonly Layer[],
    readonly values: Values,
    /** inventory_hostname; undefined for what is one for all hosts. */
    private readonly host?: string,
  ) {}

  private get scope(): Scope {
    const { site } = this.values
    if (this.own === undefined || this.own.site !== site) this.own = site.scope(this.layers, this.host)
    return this.own
  }

  /** The effective value, of the type that the catalogue promises; the default where the inventory is silent. */
  get<N extends ParameterName>(name: N): ParameterValue<N> {
    const entry = this.entry(name, false)
    if (entry !== undefined) this.use(entry)
    return this.valueOf(name, entry)
  }

  /** The same for who only looks, as a report does: it does not count as use. */
  peek<N extends ParameterName>(name: N): ParameterValue<N> {
    return this.valueOf(name, this.entry(name))
  }

  /** Whether both have the same value; it does not count as use. */
  agrees(name: ParameterName, other: Settings): boolean {
    const [entry, others] = [this.entry(name), other.entry(name)]
    if (entry !== undefined && entry === others) return true
    const [value, beside] = [this.valueOf(name, entry), other.valueOf(name, others)]
    return value === beside || JSON.stringify(value) === JSON.stringify(beside)
  }

  private valueOf<N extends ParameterName>(name: N, entry: Entry | undefined): ParameterValue<N> {
    return (entry === undefined ? this.standard(name) : this.values.of(name, entry)) as ParameterValue<N>
  }

  /** What holds where the inventory is silent: the catalogue's default, or that of the platform. */
  private standard(name: ParameterName): Plain | undefined {
    if (!isOfPlatform(name)) return parameters[name].default
    const own = platformNamed(this.get('pgcompile_target')).defaults[name]
    return (typeof own === 'string' ? own.replace('{pg_version}', String(this.get('pg_version'))) : own) ?? parameters[name].default
  }

  /** False where the inventory's value has the wrong form, so that `get` gives the default in its place. */
  fits(name: ParameterName): boolean {
    const entry = this.entry(name)
    return entry === undefined || this.values.fits(name, entry)
  }

  /** Where the effective value stands; the host's own place where it is a default. */
  at(name: string): Span {
    const at = this.written(name)?.value.at
    if (at === undefined) this.values.log?.place(this)
    return at ?? this.place
  }

  /** The effective value with its places inside lists and maps, expressions evaluated; undefined where it is a default. */
  node(name: string): Node | undefined {
    const entry = this.entry(name)
    if (entry !== undefined) this.pick(entry)
    return entry?.value
  }

  /** The same for a list of objects, with the default's own node where the inventory is silent. */
  list(name: ParameterName): Node {
    return this.node(name) ?? defaultNode(name)
  }

  /** The items of a list of objects, from the inventory or from the default. */
  items(name: ParameterName): readonly Node[] {
    const node = this.list(name)
    return node.kind === 'sequence' ? node.items : []
  }

  /** Whether the inventory gives the parameter a value other than null. */
  isSet(name: string): boolean {
    const node = this.node(name)
    return node !== undefined && !(node.kind === 'scalar' && node.type === 'null')
  }

  /** Every definition, strongest first; the first one counts. The catalogue's default is beaten by all of them. */
  definitions(name: string): Definition[] {
    this.lookAtAll()
    const found: Definition[] = []
    for (const layer of this.layers) for (const entry of layer.variables.get(name) ?? []) found.push({ layer, entry })
    return found
  }

  /** Every variable with its effective value as Ansible would hand it over, catalogued or not; no defaults. */
  variables(): Record<string, Plain> {
    this.lookAtAll()
    const effective = new Map<string, Entry>()
    for (const layer of [...this.layers].reverse()) for (const [name, [entry]] of layer.variables) if (entry !== undefined) effective.set(name, entry)
    return Object.fromEntries(
      [...effective].map(([name, entry]): [string, Plain] => {
        const settled = this.values.settled(entry, this.scope, isParameter(name))
        return [name, isParameter(name) ? (this.values.of(name, settled) ?? null) : toPlain(settled.value)]
      }),
    )
  }

  /** The same for one of them; undefined where nobody sets it. */
  variable(name: string): Plain | undefined {
    const entry = this.written(name)
    if (entry === undefined) return undefined
    const settled = this.values.settled(entry, this.scope, isParameter(name))
    return isParameter(name) ? (this.values.of(name, settled) ?? null) : toPlain(settled.value)
  }

  /** The same with one stronger layer on top. */
  under(place: Span, layer: Layer): Settings {
    return new Settings(place, [layer, ...this.layers], this.values, this.host)
  }

  /** Notes that the effective value of a variable counted, for somebody who took it from `variables`. */
  note(name: string): void {
    const entry = this.entry(name)
    if (entry !== undefined) this.use(entry)
  }

  /** Notes that the whole value counted. */
  private use(entry: Entry): void {
    this.pick(entry)
    noteNode(entry.value, true)
  }

  private pick(entry: Entry): void {
    noteEntry(entry)
    for (const used of this.values.usedBy(entry)) {
      noteEntry(used)
      noteNode(used.value, true)
    }
  }

  private entry(name: string, exact = true): Entry | undefined {
    const entry = this.written(name, exact)
    return entry === undefined || !hasTemplates(entry.value) ? entry : this.values.settled(entry, this.scope, true)
  }

  /** The definition that counts, as it is written; it counts as asked for, but not as used. `exact` is false for who only wants the value. */
  written(name: string, exact = true): Entry | undefined {
    const entry = strongest(this.layers, name)
    this.values.log?.entry(this, name, entry, exact)
    return entry
  }

  private lookAtAll(): void {
    this.values.log?.all()
  }
}

const ofPlatform: ReadonlySet<string> = new Set(platformDefaultNames)

function isOfPlatform(name: string): name is keyof PlatformDefaults {
  return ofPlatform.has(name)
}
