import { calculate } from './arithmetic.js'
import { holds } from './comparison.js'
import type { Use } from './filter.js'
import { filterOf } from './filters.js'
import { itemOf } from './item.js'
import { pythonText } from './repr.js'
import type { Filtering, Tree } from './tree.js'
import { failure, type Place, unknown } from './trouble.js'
import { Absent, defined, type Key, keyIn, kindOf, numberIn, textIn, truth, Undefined, type Value } from './value.js'

/** What a name stands for, at the place that asks. */
export type LookUp = (name: string, place: Place) => Value

export interface Context {
  readonly lookUp: LookUp
  /** How deep the evaluation is, over all expressions that wait for another; who catches a `Trouble` sets it back. */
  readonly nesting: { depth: number }
}

const deepest = 1000

/** The value of an expression. What is undefined may be the result; where something is done with it, its trouble is thrown. */
export function evaluate(tree: Tree, context: Context): Value {
  if (context.nesting.depth++ > deepest) throw unknown(tree.place, 'these expressions are nested too deeply')
  const value = valueOfTree(tree, context)
  context.nesting.depth--
  return value
}

function valueOfTree(tree: Tree, context: Context): Value {
  const of = (inner: Tree): Value => evaluate(inner, context)
  const { place } = tree
  switch (tree.kind) {
    case 'constant':
      return tree.value
    case 'variable':
      return context.lookUp(tree.name, place)
    case 'list':
      return tree.items.map(of)
    case 'map':
      return new Map(tree.entries.map(([key, item]): [Key, Value] => [keyOf(of(key), key.place), of(item)]))
    case 'item':
      return itemOf(of(tree.of), of(tree.key), tree.dotted, place)
    case 'sign':
      return signed(of(tree.of), tree.negative, place)
    case 'not':
      return !truth(of(tree.of))
    case 'and':
    case 'or': {
      const left = of(tree.left)
      return truth(left) === (tree.kind === 'and') ? of(tree.right) : left
    }
    case 'binary':
      return calculate(tree.operator, of(tree.left), of(tree.right), place)
    case 'join':
      return tree.parts.map((part) => pythonText(of(part), part.place)).join('')
    case 'compare': {
      let left = of(tree.first)
      for (const { relation, operand } of tree.others) {
        const right = of(operand)
        if (!holds(relation, left, right, place)) return false
        left = right
      }
      return true
    }
    case 'choice':
      if (truth(of(tree.condition))) return of(tree.yes)
      return tree.no === undefined ? new Absent(unknown(place, 'an `if` without its `else` has no value here: write the `else`')) : of(tree.no)
    case 'filter':
      return filtered(tree, of(tree.of), tree.given.map(of), new Map([...tree.named].map(([name, value]) => [name, of(value)])))
  }
}

function keyOf(value: Value, place: Place): Key {
  const key = keyIn(defined(value))
  if (key === undefined) throw unknown(place, `${kindOf(value)} as the key of a map is not evaluated`)
  return key
}

function signed(of: Value, negative: boolean, place: Place): Value {
  const value = numberIn(defined(of))
  if (value === undefined) throw failure(place, `a sign belongs before a number, not before ${kindOf(of)}`)
  return negative ? -value : value
}

function filtered({ name, place }: Pick<Filtering, 'name' | 'place'>, of: Value, given: readonly Value[], named: ReadonlyMap<string, Value>): Value {
  const filter = filterOf(name)
  if (filter === undefined) throw unknown(place, `the filter \`${name}\` is not evaluated`)
  if (!filter.lenient) defined(of)
  const rest = filter.takes[0] === '...'
  const stranger = [...named.keys()].find((key) => !filter.takes.includes(key))
  if (stranger !== undefined || (!rest && given.length > filter.takes.length)) throw unknown(place, `these arguments of \`${name}\` are not evaluated`)
  const use: Use = {
    place,
    argument: (key) => {
      const value = named.has(key) ? named.get(key) : rest ? undefined : given[filter.takes.indexOf(key)]
      if (value instanceof Undefined && name !== 'ternary' && !(filter.lenient && key === 'default_value')) throw value.trouble
      return value
    },
    apply: (item) => {
      const inner = textIn(given[0] ?? null)
      if (inner === undefined || named.size > 0) throw unknown(place, `these arguments of \`${name}\` are not evaluated`)
      return filtered({ name: inner, place }, item, given.slice(1), new Map())
    },
  }
  if (filter.takes.some((key, index) => named.has(key) && !rest && index < given.length)) throw failure(place, `\`${name}\` is given one argument twice`)
  return filter.run(of, use)
}
