import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../../src/access/engine.js'
import { exampleIn, merged, placeOf, rangesOf, rangesText, rangeTexts, unmapped } from '../../src/access/networks.js'
import { addressRange, everywhere, v6 } from '../../src/model/connection-space.js'
import { without } from '../../src/model/intervals.js'
import { parseAddress, parseNetwork } from '../../src/syntax/address.js'

const network = (text: string) => parseNetwork(text, true) ?? expect.fail(text)
const address = (text: string) => parseAddress(text) ?? expect.fail(text)
const set = (...texts: string[]) => rangesOf(texts.map(network))

test.each([
  [['10.0.0.0/8'], '10.0.0.0/8'],
  [['10.0.0.0/9', '10.128.0.0/9'], '10.0.0.0/8'],
  [['0.0.0.0/0'], '0.0.0.0/0'],
  [['0.0.0.0/0', '::/0'], 'anywhere'],
  [['10.0.0.5', '10.0.0.6', '10.0.0.7'], '10.0.0.5-10.0.0.7'],
  [['255.255.255.255', '::'], '255.255.255.255/32, ::/128'],
])('%j is %s', (texts, expected) => {
  expect(rangesText(set(...texts))).toBe(expected)
})

test('most of everything is said by what is missing', () => {
  expect(rangesText(without(everywhere, set('10.0.0.0/8', '::1')))).toBe('anywhere but 10.0.0.0/8, ::1/128')
})

test('the texts of a set are exactly the set', () => {
  const range = fc
    .tuple(fc.bigInt(0n, 300n), fc.bigInt(0n, 40n), fc.constantFrom(0n, v6 - 150n, v6))
    .map(([from, size, base]) => [base + from, base + from + size] as const)
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 6 }), (ranges) => {
      const back = rangeTexts(ranges).map((text) => {
        const [first = '', last] = text.split('-')
        return last === undefined ? addressRange(network(first)) : ([placeOf(address(first)), placeOf(address(last))] as const)
      })
      expect(merged(back)).toEqual(merged(ranges))
      for (let place = 0n; place < 350n; place++) expect(holds(merged(ranges), place)).toBe(holds(ranges, place))
      const example = exampleIn(merged(ranges))
      expect(example !== undefined && holds(ranges, placeOf(example))).toBe(true)
    }),
  )
})

test('an IPv4-mapped address is the IPv4 one', () => {
  expect(unmapped(address('::ffff:10.0.0.1')).text).toBe('10.0.0.1')
  expect(unmapped(address('::fffe:10.0.0.1')).family).toBe(6)
})
