import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { quoteTmpfiles } from '../../../src/emit/quote/tmpfiles.js'
import { readTmpfiles } from '../../../src/emit/read/tmpfiles.js'
import { hostile, printed } from '../hostile.js'

describe('a field for systemd-tmpfiles', () => {
  test.each(['/data/postgres', '0700', 'dba_1', '/a+b@c,d:e=f-g.h'])('%s', (text) => expect(quoteTmpfiles(text)).toBe(text))

  test.each(['', '-', 'a b', '/data/%b', '/a\\x20b', '"/a"', "'/a'", '/a\n', '~', '/a#'])('%j is refused', (text) => {
    expect(() => quoteTmpfiles(text)).toThrow(InexpressibleValue)
  })

  test('what is printed is read as it was', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = printed(() => quoteTmpfiles(value))
        if (text !== undefined)
          expect(readTmpfiles(`# about\nd ${text} 0700 ${text} postgres - -\n`)).toEqual([['d', value, '0700', value, 'postgres', '-', '-']])
      }),
    )
  })
})

test('fields that are left out say nothing; quotes, escapes and specifiers are none of ours', () => {
  expect(readTmpfiles('d /a\n\n  # comment\nL /b - - - - /c\n')).toEqual([
    ['d', '/a', '-', '-', '-', '-', '-'],
    ['L', '/b', '-', '-', '-', '-', '/c'],
  ])
  for (const line of ['d', 'd /a 0700 u g - - x', 'd "/a"', 'd /%b', 'd /a\\x20b']) expect(() => readTmpfiles(line)).toThrow('line 1')
})
