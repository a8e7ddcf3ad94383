import type { Entry } from '../../syntax/node.js'
import type { FactSheets } from '../facts.js'
import { allVariables, type Group, hostsBelow, type Inventory } from '../inventory.js'
import { type Layer, Precedence } from '../precedence.js'
import { Scope } from './scope.js'
import type { Trace } from './trace.js'
import { type Place, unknown } from './trouble.js'
import { Namespace, type Value } from './value.js'

/** What expressions see beside the variables of their own host: the groups, and the variables of all others. */
export class Site {
  /** The variables that are being evaluated, outermost first. */
  readonly open: { readonly entry: Entry; readonly scope: Scope }[] = []
  readonly traces: Trace[] = []
  readonly nesting = { depth: 0 }
  private readonly scopes = new Map<string, Scope>()
  private readonly precedence: Precedence
  private members: Value | undefined

  constructor(
    private readonly inventory: Inventory,
    readonly facts: FactSheets,
  ) {
    this.precedence = new Precedence(inventory)
  }

  scope(layers: readonly Layer[], host?: string): Scope {
    return new Scope(this, layers, host === undefined ? undefined : this.inventory.hosts.get(host))
  }

  /** Names of groups and, for each, of its hosts: first its own, then those of its children, level by level. */
  groups(): Value {
    if (this.members === undefined) {
      const groups = new Map<string, Value>([...this.inventory.groups.values()].map((group) => [group.name, hostsOf(group)]))
      const { all } = this.inventory
      const alone = [...this.inventory.hosts.values()].filter((host) => [...host.groups].every((group) => group === all || group.name === 'ungrouped'))
      this.members = groups.set(
        'ungrouped',
        alone.map(({ name }) => name),
      )
    }
    return this.members
  }

  hostvars(place: Place): Namespace {
    const { hosts } = this.inventory
    return new Namespace(
      '`hostvars`',
      (name) => hosts.has(name),
      (name) => {
        const scope = this.scopeOf(name)
        if (scope === undefined && name === 'localhost') throw unknown(place, 'the implicit localhost is not evaluated')
        if (scope === undefined) return undefined
        return new Namespace(
          `host ${name}`,
          (variable) => scope.has(variable),
          (variable) => (scope.has(variable) ? scope.lookUp(variable, place) : scope.missing(variable, place)),
          () => scope.names(),
        )
      },
      () => hosts.keys(),
    )
  }

  /** Whether any group or host sets a variable. */
  isSomewhere(name: string): boolean {
    return [...allVariables(this.inventory)].some((variables) => variables.has(name))
  }

  private scopeOf(name: string): Scope | undefined {
    const host = this.inventory.hosts.get(name)
    let scope = this.scopes.get(name)
    if (scope === undefined && host !== undefined) {
      scope = this.scope(this.precedence.layers(host), name)
      this.scopes.set(name, scope)
    }
    return scope
  }
}

function hostsOf(group: Group): Value[] {
  return [...new Set([...hostsBelow(group)].map(({ name }) => name))]
}
