import type { Values } from '../inventory/values.js'
import type { Entry } from '../syntax/node.js'
import { type Bearer, compareMade, type Made, own, rebased, type Surroundings, scalarOf } from './made.js'

/** How many are kept in a row before a question parts them. */
const most = 4

/** How many of one kind are kept: a fleet may have as many clusters that have nothing in common. */
const limit = 1000

/** What tells things apart: something that was given, somebody around, or a variable of the instance itself. */
type Question =
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'around'; readonly who: Surroundings }
  | { readonly kind: 'variable'; readonly name: string; readonly exact: boolean }

interface Branch {
  /** Those that no question parts: few, or such as were never asked it. */
  readonly row: Made[]
  question?: Question
  answers?: Map<unknown, Branch>
}

/** Parts of one kind that say nothing of their cluster, found by the answers that they were made of: the way to one is as long as the questions that part it from others. */
export class Answers {
  private root: Branch = { row: [] }
  private size = 0

  find(inputs: readonly unknown[], bearer: Bearer): Made | undefined {
    for (let branch: Branch | undefined = this.root; branch !== undefined; ) {
      for (const each of branch.row) {
        const match = compareMade(each, inputs, bearer, true)
        if (match !== 'other') return match === 'same' ? each : rebased(each, bearer)
      }
      branch = branch.question === undefined ? undefined : branch.answers?.get(given(branch.question, inputs, bearer))
    }
    return undefined
  }

  /** `bearer` is whom it was made for. */
  add(made: Made, { settings: { values } }: Bearer): void {
    if (this.size >= limit) {
      this.root = { row: [] }
      this.size = 0
    }
    this.size++
    let branch = this.root
    for (let answer = answerOf(branch, made, values); answer !== undefined; answer = answerOf(branch, made, values)) branch = branchOf(branch, answer.value)
    branch.row.push(made)
    if (branch.row.length > most) divide(branch, values)
  }
}

/** By a question that all were asked; where there is none, the oldest goes. */
function divide(branch: Branch, values: Values): void {
  const [first] = branch.row
  const question = first === undefined || branch.question !== undefined ? undefined : questionsOf(first).find((each) => parts(each, branch.row, values))
  if (question === undefined) {
    branch.row.shift()
    return
  }
  branch.question = question
  for (const made of branch.row.splice(0)) branchOf(branch, answerIn(made, question, values)?.value).row.push(made)
}

/** Whether all were asked, and did not answer alike. */
function parts(question: Question, row: readonly Made[], values: Values): boolean {
  const answers = row.map((made) => answerIn(made, question, values))
  return answers.every((answer) => answer !== undefined) && answers.some((answer) => answer?.value !== answers[0]?.value)
}

function branchOf(branch: Branch, answer: unknown): Branch {
  branch.answers ??= new Map()
  let next = branch.answers.get(answer)
  if (next === undefined) {
    next = { row: [] }
    branch.answers.set(answer, next)
  }
  return next
}

function answerOf({ question }: Branch, made: Made, values: Values): { readonly value: unknown } | undefined {
  return question === undefined ? undefined : answerIn(made, question, values)
}

function questionsOf({ inputs, around, asked }: Made): Question[] {
  return [
    ...inputs.map((_, index) => ({ kind: 'input', index }) as const),
    ...around.map(({ who }) => ({ kind: 'around', who }) as const),
    ...asked
      .filter(({ find }) => find === own)
      .flatMap(({ what }) => what.names.map((name, index) => ({ kind: 'variable', name, exact: what.exact[index] === true }) as const)),
  ]
}

/** What a part was made of; undefined where it was not asked. */
function answerIn({ inputs, around, asked }: Made, question: Question, values: Values): { readonly value: unknown } | undefined {
  if (question.kind === 'input') return { value: inputs[question.index] }
  if (question.kind === 'around') {
    const found = around.find(({ who }) => who === question.who)
    return found && { value: found.identity }
  }
  const { names = [], entries, exact } = asked.find(({ find }) => find === own)?.what ?? {}
  const index = names.indexOf(question.name)
  return index === -1 || exact?.[index] !== question.exact ? undefined : { value: answer(question, entries?.[index], values) }
}

function given(question: Question, inputs: readonly unknown[], { identity, settings }: Bearer): unknown {
  if (question.kind === 'input') return inputs[question.index]
  return question.kind === 'around' ? identity[question.who] : answer(question, settings.written(question.name), settings.values)
}

/** The value where only that was looked at, else the entry. */
function answer({ name, exact }: Extract<Question, { kind: 'variable' }>, entry: Entry | undefined, values: Values): unknown {
  return entry === undefined || exact ? entry : (scalarOf(name, entry, values) ?? entry)
}
