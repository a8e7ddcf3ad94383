import fc from 'fast-check'
import { expect, test } from 'vitest'
import { common, type Intervals, without } from '../../src/model/intervals.js'

const highest = 20

const intervals = fc.uniqueArray(fc.integer({ min: 0, max: highest }), { maxLength: 12 }).map(
  (numbers): Intervals =>
    numbers
      .sort((a, b) => a - b)
      .reduce((ranges: [bigint, bigint][], number) => {
        const last = ranges.at(-1)
        if (last !== undefined && last[1] === BigInt(number - 1)) last[1] = BigInt(number)
        else ranges.push([BigInt(number), BigInt(number)])
        return ranges
      }, []),
)

const numbersIn = (ranges: Intervals) =>
  Array.from({ length: highest + 1 }, (_, number) => number).filter((number) => ranges.some(([from, to]) => from <= number && number <= to))

test('what is common, and what is left, are those of the numbers', () => {
  fc.assert(
    fc.property(intervals, intervals, (a, b) => {
      const [inA, inB] = [numbersIn(a), new Set(numbersIn(b))]
      expect(numbersIn(common(a, b))).toEqual(inA.filter((number) => inB.has(number)))
      expect(numbersIn(without(a, b))).toEqual(inA.filter((number) => !inB.has(number)))
    }),
    { numRuns: 2000 },
  )
})

test('ranges stay ascending and disjoint', () => {
  fc.assert(
    fc.property(intervals, intervals, (a, b) => {
      for (const ranges of [common(a, b), without(a, b)])
        ranges.forEach(([from, to], index) => {
          expect(from <= to).toBe(true)
          expect(from > (ranges[index - 1]?.[1] ?? -1n)).toBe(true)
        })
    }),
  )
})
