import { nearest } from '../inventory/nearest.js'
import { listed } from '../source/listed.js'

/** Why a question has no answer, in a sentence for who asked. */
export interface Problem {
  readonly problem: string
}

export function isProblem(answer: object): answer is Problem {
  return 'problem' in answer
}

/** Nothing is called that: the nearest name, or what there is. */
export function unknown(what: string, name: string, known: readonly string[]): Problem {
  const guess = nearest(name, known)
  const some = listed(known, 7)
  return {
    problem: `there is no ${what} ${JSON.stringify(name)}; ${guess === undefined ? (some === '' ? 'the inventory has none' : `there are ${some}`) : `did you mean ${guess}?`}`,
  }
}
