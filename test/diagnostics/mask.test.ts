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
