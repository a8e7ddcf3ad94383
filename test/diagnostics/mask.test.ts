import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mask, masker } from '../../src/diagnostics/mask.js'

const veil = masker(new Set(['hush', 'hush.hush', '$.x', 'x'.repeat(100_000)]))

test.each([
  ['the word alone', 'it is hush, hush', `it is ${mask}, ${mask}`],
  ['not in a longer word', 'hushed hush_ 0hush', 'hushed hush_ 0hush'],
  ['behind a longer word comes another', 'hushush hush', `hushush ${mask}`],
  ['the longest first', 'a hush.hush b', `a ${mask} b`],
  ['what means something in a pattern', 'a$.xb $.x', `a$.xb ${mask}`],
  ['one that is longer than any pattern may be', `a ${'x'.repeat(100_000)} b`, `a ${mask} b`],
  ['nothing', '', ''],
])('%s', (_, message, shown) => {
  expect(veil(message)).toBe(shown)
})

test('of many texts exactly those that one after the other would mask', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', ' ', '●'), minLength: 1, maxLength: 7 })
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 12 }), fc.string({ unit: fc.constantFrom('a', 'b', '.', ' '), maxLength: 40 }), (texts, message) => {
      const longestFirst = [...texts].sort((a, b) => b.length - a.length)
      expect(masker(new Set(texts))(message)).toBe(longestFirst.reduce((shown, each) => masker(new Set([each]))(shown), message))
    }),
  )
})
