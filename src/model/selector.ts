import { compile, TreeInterpreter, tokenize } from '@jmespath-community/jmespath'
import { parameterNames, parameters } from '../catalog/catalog.js'
import { platformDefaultNames } from '../compat/platforms.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Plain } from '../syntax/node.js'
import type { Member } from './context.js'
import type { Parts } from './parts.js'

/** What is wrong with an expression, as the rest of a sentence that begins with its name, and where in its text; absent where it is all of it. */
export interface SelectorProblem {
  readonly problem: string
  readonly place?: { readonly from: number; readonly to: number }
}

/** The members that an expression picks, or what is wrong with it. */
export type Selection = { readonly members: ReadonlySet<Member> } | SelectorProblem

/** A literal in backticks without inner quotes, as in the built-in selectors, is a string: JMESPath as it was before JEP-12. */
const dialect = { enable_legacy_literals: true }

/** An expression that JMESPath reads, or what is wrong with it. */
type Reading = { readonly program: ReturnType<typeof compile> } | SelectorProblem

/** Expressions by their text: most clusters have the same ones. */
export type Expressions = Map<string, Reading>

/** How many of them are kept. */
const mostExpressions = 1000

/**
 * The members of one cluster as JMESPath sees them: a list of maps, by address, each with every inventory variable of the member, the
 * catalogue's defaults, and its identity. Booleans are booleans however the inventory writes them (KD-36). Expressions are evaluated once.
 */
export class Selectors {
  private readonly known = new Map<string, Selection>()
  private objects: Map<Plain, Member> | undefined

  constructor(
    private readonly members: readonly Member[],
    private readonly parts: Parts,
    private readonly sink: Sink,
  ) {}

  select(expression: string): Selection {
    let selection = this.known.get(expression)
    if (selection === undefined) {
      selection = this.remembered(expression)
      this.known.set(expression, selection)
    }
    return selection
  }

  private remembered(expression: string): Selection {
    const { members, parts, sink } = this
    const [first, ...others] = members.map(({ settings }) => settings)
    if (first === undefined) return this.evaluate(expression)
    const name = `${expression} of ${members[0]?.clusterName}`
    const places = parts.ofSettings(name, members.flatMap(identityOf), [first, ...others], sink, () => {
      const selection = this.evaluate(expression)
      return 'members' in selection ? [...selection.members].map((member) => members.indexOf(member)) : selection
    })
    return 'problem' in places ? places : { members: new Set(places.flatMap((place) => members[place] ?? [])) }
  }

  private evaluate(expression: string): Selection {
    const reading = this.read(expression)
    if ('problem' in reading) return reading
    this.objects ??= new Map(this.members.map((member) => [objectOf(member), member]))
    const objects = this.objects
    let result: Plain
    try {
      result = TreeInterpreter.search(reading.program, [...objects.keys()])
    } catch (error) {
      const message = messageOf(error)
      return placed(`cannot be evaluated: ${message}`, functionIn(expression, message))
    }
    if (result === null) return { members: new Set() }
    if (!Array.isArray(result)) return { problem: `must give a list of members, and gives ${singular(result)}; \`[? condition]\` picks members` }
    const picked = new Set<Member>()
    for (const item of result) {
      const member = objects.get(item)
      if (member === undefined) return { problem: `must give members themselves, and gives a list of ${kindOf(item)}; \`[? condition]\` picks members` }
      picked.add(member)
    }
    return { members: picked }
  }

  private read(expression: string): Reading {
    const { expressions } = this.parts
    let reading = expressions.get(expression)
    if (reading === undefined) {
      if (expressions.size >= mostExpressions) expressions.clear()
      reading = syntaxProblem(expression) ?? { program: compile(expression, dialect) }
      expressions.set(expression, reading)
    }
    return reading
  }
}

const defaults: Readonly<Record<string, Plain>> = Object.fromEntries(
  parameterNames.flatMap((name) => (parameters[name].default === undefined ? [] : [[name, parameters[name].default]])),
)

/** Who a member is, by the names that expressions have for it. */
function identity(member: Member): Readonly<Record<string, Plain>> {
  return {
    inventory_hostname: member.host.name,
    pg_cluster: member.clusterName,
    pg_seq: member.seq,
    pg_role: member.role,
    pg_instance: member.name,
    pg_service: `${member.clusterName}-${member.role}`,
    pg_is_primary: member.role === 'primary',
    nodename: member.host.nodename,
    node_cluster: member.host.nodeCluster,
  }
}

function identityOf(member: Member): Plain[] {
  return Object.values(identity(member))
}

/**
 * Without a prototype, so that a name like `constructor` is as absent as any other; what an expression looks at is noted as read. A variable is looked up
 * when an expression asks for it, all of them only where one asks for all.
 */
function objectOf(member: Member): Plain {
  const { settings } = member
  const own = Object.assign(Object.create(null), identity(member)) as { [key: string]: Plain }
  let whole = false
  const fill = (target: { [key: string]: Plain }): { [key: string]: Plain } => {
    const ofPlatform = Object.fromEntries(platformDefaultNames.map((name) => [name, settings.peek(name)]))
    if (!whole) Object.assign(target, defaults, ofPlatform, settings.variables(), own)
    whole = true
    return target
  }
  const isOfPlatform = (name: string): name is (typeof platformDefaultNames)[number] => platformDefaultNames.some((each) => each === name)
  const effective = (name: string): Plain | undefined => {
    if (name in own) return own[name]
    const given = settings.variable(name)
    if (given !== undefined) return given
    return isOfPlatform(name) ? settings.peek(name) : Object.hasOwn(defaults, name) ? defaults[name] : undefined
  }
  return new Proxy<{ [key: string]: Plain }>(Object.create(null), {
    get(target, name) {
      if (typeof name === 'symbol') return undefined
      settings.note(name)
      return whole ? target[name] : effective(name)
    },
    ownKeys: (target) => Reflect.ownKeys(fill(target)),
    getOwnPropertyDescriptor: (target, name) => Reflect.getOwnPropertyDescriptor(fill(target), name),
    has: (target, name) => Reflect.has(fill(target), name),
  })
}

function placed(problem: string, place: SelectorProblem['place']): SelectorProblem {
  return place === undefined ? { problem } : { problem, place }
}

/** The first character that no token begins with; undefined where that is not what keeps the text from being taken apart. */
function strangeCharacter(expression: string): SelectorProblem['place'] {
  const from = firstWhere(expression.length, (index) => {
    try {
      tokenize(expression.slice(0, index + 1), dialect)
      return false
    } catch (error) {
      return /unknown character/i.test(messageOf(error))
    }
  })
  return from === undefined ? undefined : { from, to: from + 1 }
}

/** The first index below `count` where something holds that holds for all after it, too; undefined where it never does. */
function firstWhere(count: number, holds: (index: number) => boolean): number | undefined {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low === count ? undefined : low
}

/** The call that the library complains about, as in `Unknown function: foo()`. */
function functionIn(expression: string, message: string): SelectorProblem['place'] {
  const name = /([a-z_]+)\(\)/.exec(message)?.[1]
  const call = name === undefined ? undefined : tokenize(expression, dialect).find(({ value, start }) => value === name && expression.startsWith(name, start))
  return call === undefined || name === undefined ? undefined : { from: call.start, to: call.start + name.length }
}

/** What is wrong with the text, and at which of its characters. */
function syntaxProblem(expression: string): SelectorProblem | undefined {
  let tokens: ReturnType<typeof tokenize>
  try {
    tokens = tokenize(expression, dialect)
  } catch (error) {
    return placed(`is no JMESPath expression: ${messageOf(error)}`, strangeCharacter(expression))
  }
  // The library reads `a = b` outside of a let expression as something that is always true.
  const assign = tokens.findIndex(({ type }, index) => type === 'Assign' && tokens[index - 1]?.type !== 'Variable')
  const from = tokens[assign]?.start
  if (from !== undefined) return { problem: `is no JMESPath expression: a single = at character ${from + 1}; equality is ==`, place: { from, to: from + 1 } }
  try {
    compile(expression, dialect)
    return undefined
  } catch {
    return unexpected(expression, tokens)
  }
}

/** The library does not say where it stopped: the first token that no longer begins an expression is the place. */
function unexpected(expression: string, tokens: ReturnType<typeof tokenize>): SelectorProblem {
  const endOf = (index: number): number => tokens[index + 1]?.start ?? expression.length
  const index = firstWhere(tokens.length, (each) => !begins(expression.slice(0, endOf(each)))) ?? tokens.length
  const token = tokens[index]
  if (token !== undefined) {
    const end = endOf(index)
    const text = expression.slice(token.start, end).trim()
    const hint = token.type === 'Number' ? `; a number stands in backticks: \`${text}\`` : ''
    return {
      problem: `is no JMESPath expression: unexpected ${text} at character ${token.start + 1}${hint}`,
      place: { from: token.start, to: token.start + text.length },
    }
  }
  return {
    problem: 'is no JMESPath expression: it ends too early',
    place: { from: Math.max(expression.trimEnd().length - 1, 0), to: expression.trimEnd().length },
  }
}

function begins(text: string): boolean {
  try {
    compile(text, dialect)
    return true
  } catch (error) {
    return /\bEOF\b/.test(messageOf(error)) || error instanceof TypeError
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^syntax(?: error)?: /i, '').replace(/\.$/, '') : 'it failed'
}

function kindOf(value: Plain): string {
  if (Array.isArray(value)) return 'lists'
  return typeof value === 'object' ? (value === null ? 'nulls' : 'maps') : `${typeof value}s`
}

function singular(value: Plain): string {
  return typeof value === 'object' ? 'a single map' : `a ${typeof value}`
}
