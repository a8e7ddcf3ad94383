import { compile, TreeInterpreter, tokenize } from '@jmespath-community/jmespath'
import type { Sink } from '../diagnostics/sink.js'
import type { Plain } from '../syntax/node.js'
import type { Member } from './context.js'
import { identityOf, objectOf, type View, viewOf } from './member-view.js'
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
export type Expressions = Map<string, { readonly reading: Reading; readonly answers: Answer[] }>

/** What an expression gave once: clusters of as many members that say the same where it looks have the same members picked. */
interface Answer {
  readonly members: number
  readonly looks: readonly Look[]
  readonly places: Places
}

/** At which variable of which member it looked, and what that was. */
interface Look {
  readonly member: number
  readonly name: string
  readonly value: Plain | undefined
}

/** Who was picked, by index, or what is wrong. */
type Places = readonly number[] | SelectorProblem

/** How many answers of one expression are kept. */
const mostAnswers = 20

/** How many of them are kept. */
const mostExpressions = 1000

/**
 * The members of one cluster as JMESPath sees them: a list of maps, by address, each with every inventory variable of the member, the
 * catalogue's defaults, and its identity. Booleans are booleans however the inventory writes them (KD-36). Expressions are evaluated once.
 */
export class Selectors {
  private readonly known = new Map<string, Selection>()
  private readonly views: readonly View[]
  private objects: Map<Plain, number> | undefined
  /** What is being looked at; undefined where more than single values is. */
  private looks: Look[] | undefined

  constructor(
    private readonly members: readonly Member[],
    private readonly parts: Parts,
    private readonly sink: Sink,
  ) {
    this.views = members.map(viewOf)
  }

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
    const places =
      first === undefined || !parts.keeps
        ? this.answer(expression)
        : parts.ofSettings(`${expression} of ${members[0]?.clusterName}`, members.flatMap(identityOf), [first, ...others], sink, () => this.answer(expression))
    return 'problem' in places ? places : { members: new Set(places.flatMap((place) => members[place] ?? [])) }
  }

  private answer(expression: string): Places {
    const { reading, answers } = this.read(expression)
    if ('problem' in reading) return reading
    const known = answers.find(
      ({ members, looks }) => members === this.members.length && looks.every(({ member, name, value }) => this.views[member]?.variable(name) === value),
    )
    if (known !== undefined) return known.places
    this.looks = []
    const places = this.evaluate(expression, reading)
    if (this.looks?.every(({ value }) => typeof value !== 'object')) {
      if (answers.length >= mostAnswers) answers.shift()
      answers.push({ members: this.members.length, looks: this.looks, places })
    }
    return places
  }

  private evaluate(expression: string, reading: Exclude<Reading, SelectorProblem>): Places {
    this.objects ??= new Map(this.views.map((view, member) => [objectOf(view, (name, value) => this.note(member, name, value)), member]))
    const objects = this.objects
    let result: Plain
    try {
      result = TreeInterpreter.search(reading.program, [...objects.keys()])
    } catch (error) {
      const message = messageOf(error)
      return placed(`cannot be evaluated: ${message}`, functionIn(expression, message))
    }
    if (result === null) return []
    if (!Array.isArray(result)) return { problem: `must give a list of members, and gives ${singular(result)}; \`[? condition]\` picks members` }
    const picked = new Set<number>()
    for (const item of result) {
      const member = objects.get(item)
      if (member === undefined) return { problem: `must give members themselves, and gives a list of ${kindOf(item)}; \`[? condition]\` picks members` }
      picked.add(member)
    }
    return [...picked]
  }

  private note(member: number, name: string | undefined, value: Plain | undefined): void {
    if (name === undefined) this.looks = undefined
    else this.looks?.push({ member, name, value })
  }

  private read(expression: string): { readonly reading: Reading; readonly answers: Answer[] } {
    const { expressions } = this.parts
    let known = expressions.get(expression)
    if (known === undefined) {
      if (expressions.size >= mostExpressions) expressions.clear()
      known = { reading: syntaxProblem(expression) ?? { program: compile(expression, dialect) }, answers: [] }
      expressions.set(expression, known)
    }
    return known
  }
}

/** The library holds on to what it was given last, and so to all that this knows. */
export function release(): void {
  TreeInterpreter.search(compile('@', dialect), null)
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
