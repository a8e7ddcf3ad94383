import type { ParameterName, ParameterValue } from '../catalog/catalog.js'
import { isParameter, parameters } from '../catalog/catalog.js'
import type { Span } from '../source/span.js'
import type { Entry, Node, Plain } from '../syntax/node.js'
import { toPlain } from '../syntax/node.js'
import { defaultNode } from './defaults.js'
import type { Layer } from './precedence.js'
import type { Values } from './validate.js'

/** One place that gives a variable a value. */
export interface Definition {
  readonly layer: Layer
  readonly entry: Entry
}

/** The variables that act on one host or instance: one value per parameter, with every definition of it. */
export class Settings {
  constructor(
    /** The place that stands for the host or instance as a whole. */
    readonly place: Span,
    /** Strongest first. */
    readonly layers: readonly Layer[],
    private readonly values: Values,
  ) {}

  /** The effective value, of the type that the catalogue promises; the default where the inventory is silent. */
  get<N extends ParameterName>(name: N): ParameterValue<N> {
    const entry = this.entry(name)
    return (entry === undefined ? parameters[name].default : this.values.of(name, entry)) as ParameterValue<N>
  }

  /** False where the inventory's value has the wrong form, so that `get` gives the default in its place. */
  fits(name: ParameterName): boolean {
    const entry = this.entry(name)
    return entry === undefined || this.values.fits(name, entry)
  }

  /** Where the effective value stands; the host's own place where it is a default. */
  at(name: string): Span {
    return this.entry(name)?.value.at ?? this.place
  }

  /** The effective value as written, for the places inside lists and maps; undefined where it is a default. */
  node(name: string): Node | undefined {
    return this.entry(name)?.value
  }

  /** The items of a list of objects, from the inventory or from the default. */
  items(name: ParameterName): readonly Node[] {
    const node = this.node(name) ?? defaultNode(name)
    return node.kind === 'sequence' ? node.items : []
  }

  /** Whether the inventory gives the parameter a value other than null. */
  isSet(name: string): boolean {
    const node = this.node(name)
    return node !== undefined && !(node.kind === 'scalar' && node.type === 'null')
  }

  /** Every definition, strongest first; the first one counts. The catalogue's default is beaten by all of them. */
  definitions(name: string): Definition[] {
    return this.layers.flatMap((layer) => (layer.variables.get(name) ?? []).map((entry) => ({ layer, entry })))
  }

  /** Every variable with its effective value as Ansible would hand it over, catalogued or not; no defaults. */
  variables(): Record<string, Plain> {
    const result = new Map<string, Plain>()
    for (const layer of [...this.layers].reverse())
      for (const [name, [entry]] of layer.variables)
        if (entry !== undefined) result.set(name, isParameter(name) ? (this.values.of(name, entry) ?? null) : toPlain(entry.value))
    return Object.fromEntries(result)
  }

  /** The same with one stronger layer on top. */
  under(place: Span, layer: Layer): Settings {
    return new Settings(place, [layer, ...this.layers], this.values)
  }

  private entry(name: string): Entry | undefined {
    for (const layer of this.layers) {
      const entry = layer.variables.get(name)?.[0]
      if (entry !== undefined) return entry
    }
    return undefined
  }
}
