import type { ParameterName } from '../catalog/catalog.js'
import { isParameter, parameters } from '../catalog/catalog.js'
import { foreign } from '../catalog/foreign.js'
import { legacy } from '../catalog/legacy.js'
import type { Parameter } from '../catalog/parameter.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Entry, Node, Plain } from '../syntax/node.js'
import { codes } from './codes.js'
import { coerce } from './coerce.js'
import { factShapes } from './facts.js'
import type { Inventory, Variables } from './inventory.js'
import { nearest } from './nearest.js'

/** The typed value of every entry of a parameter. An entry is looked at once, however many hosts it acts on. */
export class Values {
  private readonly values = new WeakMap<Entry, Plain | undefined>()
  private readonly misfits = new WeakSet<Entry>()

  constructor(private readonly sink: Sink) {}

  /** The value; the default where the entry does not fit its type, which has been reported then and ends the run before emitting. */
  of(name: ParameterName, entry: Entry): Plain | undefined {
    if (!this.values.has(entry)) this.values.set(entry, this.read(name, entry))
    return this.values.get(entry)
  }

  /** Whether the entry has the form that the parameter wants. */
  fits(name: ParameterName, entry: Entry): boolean {
    this.of(name, entry)
    return !this.misfits.has(entry)
  }

  private read(name: ParameterName, entry: Entry): Plain | undefined {
    const expression = findExpression(entry.value)
    if (expression !== undefined) {
      this.misfits.add(entry)
      this.sink.report(codes['value-expression'], expression.at, `${name} holds a Jinja expression, which pgcompile does not evaluate`)
      return parameters[name].default
    }
    const coerced = coerce(parameters[name], entry.value)
    if ('value' in coerced) return coerced.value
    this.misfits.add(entry)
    this.sink.report(coerced.code, entry.value.at, `${name} ${coerced.message}`)
    return parameters[name].default
  }
}

/** Looks at every variable of the inventory once: types, ranges, words, names. */
export function validate(inventory: Inventory, values: Values, sink: Sink): void {
  for (const group of inventory.groups.values()) validateVariables(group.variables, values, sink)
  for (const host of inventory.hosts.values()) validateVariables(host.variables, values, sink)
}

export function validateVariables(variables: Variables, values: Values, sink: Sink): void {
  for (const [name, entries] of variables) for (const entry of entries) isParameter(name) ? check(name, entry, values, sink) : reportStranger(name, entry, sink)
}

function check(name: ParameterName, entry: Entry, values: Values, sink: Sink): void {
  values.of(name, entry)
  const parameter: Parameter = parameters[name]
  if (parameter.replacedBy !== undefined)
    sink.report(codes['parameter-former'], entry.key.at, `nothing reads ${name} any more: ${parameter.replacedBy} takes its place. ${parameter.doc}`)
  if (name === 'pg_instances') validateInstances(entry.value, values, sink)
}

/** The variables of single instances, by port. */
function validateInstances(map: Node, values: Values, sink: Sink): void {
  for (const { value } of map.kind === 'mapping' ? map.entries.values() : [])
    if (value.kind === 'mapping') validateVariables(new Map([...value.entries.values()].map((entry) => [entry.name, [entry]])), values, sink)
}

/** Variables of modules that are not compiled here, and Ansible's own, are known and pass in silence. */
function reportStranger(name: string, entry: Entry, sink: Sink): void {
  if (name.startsWith('ansible_') || Object.hasOwn(foreign, name) || Object.hasOwn(factShapes, name)) return
  const former = Object.hasOwn(legacy, name) ? legacy[name] : undefined
  if (former !== undefined) {
    sink.report(codes['parameter-former'], entry.key.at, `${name} is a parameter of an older version that nothing reads any more. ${former.message}`)
    return
  }
  const guess = nearest(name, Object.keys(parameters))
  sink.report(codes['parameter-unknown'], entry.key.at, `no component reads ${name}${guess === undefined ? '' : `; did you mean ${guess}?`}`)
}

function findExpression(node: Node): Node | undefined {
  if (node.kind === 'scalar') return node.type === 'string' && /\{\{|\{%/.test(node.text) ? node : undefined
  for (const child of node.kind === 'sequence' ? node.items : [...node.entries.values()].map((entry) => entry.value)) {
    const found = findExpression(child)
    if (found !== undefined) return found
  }
  return undefined
}
