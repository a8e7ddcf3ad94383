import { expect, test } from 'vitest'
import { listed } from '../../src/source/listed.js'

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d, e'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d and 2 more'],
])('%j is %j', (names, text) => {
  expect(listed(names)).toBe(text)
})
