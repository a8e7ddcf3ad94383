import type { Step } from '../../plan/steps/step.js'
import { type Paint, plain } from '../paint.js'

/** The steps of a plan, numbered in an order in which they can be done: what to type where, why, how to see that it worked, and how to take it back. */
export function stepsText(steps: readonly Step[], paint: Paint = plain): string {
  const numbers = new Map(steps.map(({ id }, index) => [id, index + 1]))
  return steps.map((step, index) => `${stepLines(step, index + 1, numbers, paint).join('\n')}\n`).join('\n')
}

function stepLines(
  { host, kind, id, command, why, verify, undo, after }: Step,
  number: number,
  numbers: ReadonlyMap<string, number>,
  paint: Paint,
): readonly string[] {
  const earlier = after.map((each) => numbers.get(each) ?? 0).sort((a, b) => a - b)
  const waits = earlier.length === 0 || (earlier.length === 1 && earlier[0] === number - 1) ? '' : `  after ${ranges(earlier)}`
  const by = kind === 'manual' ? `  ${paint('warning', 'by hand')}` : ''
  return [
    `${String(number).padStart(3)}. ${paint('bold', host === 'here' ? 'here' : `on ${host}`)}  ${paint('faint', id)}${by}${paint('faint', waits)}`,
    ...command.split('\n').map((line) => `       ${line}`),
    `     why     ${why}`,
    `     verify  ${verify}`,
    ...undo.split('\n').map((line, index) => `     ${index === 0 ? 'undo   ' : '       '} ${line}`),
  ]
}

/** 1, 2, 3, 7 as `1-3, 7`. */
function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else found.push([number, number])
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
