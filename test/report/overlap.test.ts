import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Overlap } from '../../src/report/overlap.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'

const sources = [new Source('a.yml', 'x'.repeat(60)), new Source('b.yml', 'x'.repeat(60))] as const
const span = fc
  .tuple(fc.constantFrom(...sources), fc.nat({ max: 40 }), fc.nat({ max: 20 }))
  .map(([source, start, length]) => new Span(source, start, start + length))

test('finds exactly those that overlap a stretch of their source', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), span, (spans, { source, start, end }) => {
      const expected = spans.filter((each) => each.source === source && each.start < end && each.end > start)
      expect(new Set(new Overlap(spans).with(source, start, end))).toEqual(new Set(expected))
    }),
  )
})
