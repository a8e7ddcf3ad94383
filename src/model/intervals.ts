/** Whole numbers as closed ranges, ascending, disjoint and not adjacent. */
export type Intervals = readonly (readonly [from: bigint, to: bigint])[]

/** What is in both. */
export function common(a: Intervals, b: Intervals): Intervals {
  if (a === b || isWithin(a, b)) return a
  if (isWithin(b, a)) return b
  const found: [bigint, bigint][] = []
  for (let i = 0, j = 0; ; ) {
    const x = a[i]
    const y = b[j]
    if (x === undefined || y === undefined) return found
    const from = x[0] > y[0] ? x[0] : y[0]
    const to = x[1] < y[1] ? x[1] : y[1]
    if (from <= to) found.push([from, to])
    if (x[1] < y[1]) i++
    else j++
  }
}

/** Whether one range lies in another: the usual case, which needs no new list. */
function isWithin(a: Intervals, b: Intervals): boolean {
  const range = a[0]
  const around = b[0]
  return a.length === 1 && b.length === 1 && range !== undefined && around !== undefined && around[0] <= range[0] && range[1] <= around[1]
}

/** What is in the first and not in the second. */
export function without(a: Intervals, b: Intervals): Intervals {
  const found: [bigint, bigint][] = []
  for (const [from, to] of a) {
    let next = from
    for (const [low, high] of b) {
      if (high < next) continue
      if (low > to) break
      if (low > next) found.push([next, low - 1n])
      next = high + 1n
    }
    if (next <= to) found.push([next, to])
  }
  return found
}
