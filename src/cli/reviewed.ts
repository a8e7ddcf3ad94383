import { printable } from '../diagnostics/printable.js'
import { EnvironmentProblem, readSource } from '../node/read.js'
import { look } from '../node/side.js'
import { digestOf } from '../plan/digest.js'
import type { Plan } from '../plan/plan.js'
import { readReviews } from '../plan/reviews.js'

/**
 * Whether a file of reviews has this plan: says who looked at it, or which line to add. A file that is not there has none.
 * Throws an EnvironmentProblem where a line of it is no review.
 */
export function isReviewed(path: string, plan: Plan): boolean {
  const { reviews, bad } = readReviews(look(path) === undefined ? '' : readSource(path).text)
  const [first] = bad
  if (first !== undefined) throw new EnvironmentProblem(`${path}:${first.line} ${first.problem}`)
  const digest = digestOf(plan)
  const found = reviews.find((review) => review.digest === digest)
  process.stderr.write(
    found === undefined
      ? `Nobody has reviewed this plan. Whoever has looked at it adds this line to ${path}, with a name and a reason:\n${digest} <who: why it may happen>\n`
      : `Reviewed (${path}): ${printable(found.remark)}\n`,
  )
  return found !== undefined
}
