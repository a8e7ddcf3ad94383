import { parseAddress } from '../../syntax/address.js'
import type { Entry, Plain, ScalarNode } from '../../syntax/node.js'
import type { InventoryHost } from '../inventory.js'
import { nearest } from '../nearest.js'
import { ancestry, type Layer, strongest } from '../precedence.js'
import type { LookUp } from './evaluate.js'
import { readNode, scalarValue } from './from-node.js'
import { render } from './render.js'
import type { Site } from './site.js'
import { isTemplate, readTemplate } from './template.js'
import { Trace } from './trace.js'
import { type Place, Trouble, unknown } from './trouble.js'
import { isFact, unknowable } from './unset.js'
import { Undefined, type Value } from './value.js'

type Outcome = { readonly trace: Trace } & ({ readonly value: Value } | { readonly trouble: Trouble })

/** Variables that follow from groups and hosts. */
const magicNames: readonly string[] = ['inventory_hostname', 'inventory_hostname_short', 'group_names', 'groups', 'hostvars']

/** How many variables may lead from one to the next. */
const longestChain = 60

/** The variables that act on one host or instance, or on the site as a whole, as expressions see them. */
export class Scope {
  private readonly known = new Map<Entry, Outcome>()

  constructor(
    readonly site: Site,
    /** Strongest first. */
    private readonly layers: readonly Layer[],
    readonly host: InventoryHost | undefined,
  ) {}

  /** The value of a scalar with expressions, or why it has none, and what it was made of. */
  read(node: ScalarNode): Outcome {
    return this.traced(() => this.render(node))
  }

  lookUp: LookUp = (name, place) => {
    const magic = this.magic(name, place)
    if (magic !== undefined) return magic
    const entry = this.entry(name)
    if (entry !== undefined) return this.variable(entry, place)
    const fact = this.fact(name)
    if (fact !== undefined) return fromPlain(fact)
    throw this.unset(name, place) ?? this.undefined(name, place)
  }

  names(): string[] {
    return [...this.layers.flatMap(({ variables }) => [...variables.keys()]), ...magicNames]
  }

  has(name: string): boolean {
    return (this.isMagic(name) && name !== 'hostvars') || this.entry(name) !== undefined || this.fact(name) !== undefined
  }

  /** For another host that asks for a variable which is not there; throws where nobody can know it. */
  missing(name: string, place: Place): undefined {
    const trouble = this.unset(name, place)
    if (trouble !== undefined) throw trouble
    return undefined
  }

  private render(node: ScalarNode): Value {
    const template = readTemplate(node)
    const raw = template.only === undefined ? undefined : this.entry(template.only)?.value
    // A number, boolean or null that a template only repeats keeps its type.
    if (raw?.kind === 'scalar' && ['int', 'float', 'bool', 'null'].includes(raw.type) && !this.isMagic(template.only)) {
      const [part] = template.parts
      if (typeof part === 'object' && part.kind === 'variable') return this.lookUp(part.name, part.place)
    }
    return render(template, { lookUp: (name, place) => this.orUndefined(name, place), nesting: this.site.nesting })
  }

  /** Only `default` can do something with an undefined variable, or with one that is made of one. */
  private orUndefined(name: string, place: Place): Value {
    try {
      return this.lookUp(name, place)
    } catch (error) {
      if (error instanceof Trouble && error.code === 'expression-undefined') return new Undefined(error)
      throw error
    }
  }

  private variable(entry: Entry, place: Place): Value {
    const { open } = this.site
    const first = open.findIndex((other) => other.entry === entry && other.scope === this)
    if (first !== -1) {
      const chain = [...open.slice(first).map((other) => other.entry.name), entry.name]
      throw new Trouble('expression-cycle', place, `\`${entry.name}\` is made of itself: ${chain.join(' -> ')}`)
    }
    if (open.length > longestChain) throw unknown(place, `more than ${longestChain} variables lead from one to the next here`)
    let outcome = this.known.get(entry)
    if (outcome === undefined) {
      open.push({ entry, scope: this })
      outcome = this.traced(() => readNode(entry.value, place, (node) => (isTemplate(node) ? this.render(node) : scalarValue(node, place))))
      outcome.trace.add(entry)
      open.pop()
      // What a circle gives depends on where it is entered.
      if (!('trouble' in outcome && outcome.trouble.code === 'expression-cycle')) this.known.set(entry, outcome)
    }
    this.site.traces.at(-1)?.merge(outcome.trace)
    if ('trouble' in outcome) throw outcome.trouble
    return outcome.value
  }

  private traced(evaluation: () => Value): Outcome {
    const { traces, nesting } = this.site
    const { depth } = nesting
    const trace = new Trace()
    traces.push(trace)
    try {
      return { trace, value: evaluation() }
    } catch (trouble) {
      if (trouble instanceof Trouble) return { trace, trouble }
      throw trouble
    } finally {
      traces.pop()
      nesting.depth = depth
    }
  }

  private entry(name: string): Entry | undefined {
    return strongest(this.layers, name)
  }

  private fact(name: string): Plain | undefined {
    if (this.host === undefined || !isFact(name)) return undefined
    const address = this.entry('ansible_host')?.value
    return this.site.facts.stated(this.host.name, address?.kind === 'scalar' ? address.text : this.host.name, name)
  }

  private isMagic(name = ''): boolean {
    return magicNames.includes(name)
  }

  private magic(name: string, place: Place): Value | undefined {
    if (name === 'groups') return this.site.groups()
    if (name === 'hostvars') return this.site.hostvars(place)
    if (!this.isMagic(name)) return undefined
    if (this.host === undefined) throw unknown(place, `\`${name}\` differs from host to host, and this value is one for all: it cannot depend on it`)
    if (name === 'inventory_hostname') return this.host.name
    if (name === 'inventory_hostname_short') return parseAddress(this.host.name) === undefined ? (this.host.name.split('.')[0] ?? '') : this.host.name
    const above = ancestry(this.host.groups).flatMap((group) => (group.name === 'all' ? [] : [group.name]))
    return above.length === 0 ? ['ungrouped'] : above.sort()
  }

  private unset(name: string, place: Place): Trouble | undefined {
    return (
      unknowable(name, place) ??
      (this.host === undefined && this.site.isSomewhere(name)
        ? unknown(place, `\`${name}\` is not set for all hosts, and this value is one for all`)
        : undefined)
    )
  }

  private undefined(name: string, place: Place): Trouble {
    const guess = nearest(name, this.names())
    return new Trouble('expression-undefined', place, `the variable \`${name}\` is not defined${guess === undefined ? '' : `; did you mean \`${guess}\`?`}`)
  }
}

/** Facts are counts and words. */
function fromPlain(value: Plain): Value {
  return typeof value === 'number' ? BigInt(value) : String(value)
}
