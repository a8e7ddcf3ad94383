/** One line of the table: what took how much, beside what it is compared with in the same run. */
export interface Figure {
  readonly scenario: string
  readonly name: string
  /** `412 ms`. */
  readonly measured: string
  /** What it is compared with and how much that took: `bare writer: 310 ms`. */
  readonly baseline: string
  /** How many times the baseline; of growth, the exponent. */
  readonly ratio: number
  /** What the ratio may be at most, where there is a goal. */
  readonly goal?: number
}

/** What a scenario gives: its lines, and a sentence where it could not run or where something must be known to read them. */
export interface Outcome {
  readonly figures: readonly Figure[]
  readonly notes?: readonly string[]
}

/** `0.4 ms`, `38 ms`, `2.35 s`. */
export function time(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  return milliseconds < 2000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
