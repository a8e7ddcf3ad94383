import { digestLength } from './digest.js'

/** A plan that somebody looked at. */
export interface Review {
  readonly digest: string
  /** Who looked at it and why it may happen, in the words of the file. */
  readonly remark: string
}

/** A line of a file of reviews that is none. */
export interface BadLine {
  readonly line: number
  readonly problem: string
}

const form = new RegExp(`^([0-9a-f]{${digestLength}})(?:\\s+(.*\\S))?\\s*$`)

/** Reads a file of reviews: a line for each plan, its digest, then who looked at it and why it may happen. Empty lines and those behind # say nothing. */
export function readReviews(text: string): { readonly reviews: readonly Review[]; readonly bad: readonly BadLine[] } {
  const reviews: Review[] = []
  const bad: BadLine[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue
    const [, digest, remark] = form.exec(line) ?? []
    if (digest === undefined)
      bad.push({ line: index + 1, problem: `is no review: it begins with the ${digestLength} digits that \`pgcompile diff --reviewed\` prints` })
    else if (remark === undefined) bad.push({ line: index + 1, problem: `does not say who looked at the plan ${digest}, and why it may happen` })
    else reviews.push({ digest, remark })
  }
  return { reviews, bad }
}
