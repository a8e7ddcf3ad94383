import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { quoteHbaAddress, quoteHbaList, quoteHbaWord } from '../../../src/emit/quote/hba.js'
import { readHba } from '../../../src/emit/read/hba.js'
import type { HbaToken } from '../../../src/syntax/hba.js'
import { hostile, printed } from '../hostile.js'

const token = fc.oneof(
  hostile.map((name) => ({ name })),
  hostile.map((group) => ({ group })),
  hostile.map((file) => ({ file })),
  hostile.map((pattern) => ({ pattern })),
  fc.constant({ keyword: 'all' }),
)

test('a column means what was decided, whatever the names hold', () => {
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 4 }), (tokens: HbaToken[]) => {
      // A file with a quoted name cannot be told from a role: nobody may write one.
      if (tokens.some((one) => ('file' in one && !/^[\w.-]+$/.test(one.file)) || ('pattern' in one && one.pattern === ''))) return
      const column = printed(() => quoteHbaList(tokens))
      if (column === undefined) return
      expect(readHba(`# header\n\nhost all ${column}\t10.0.0.0/8 scram-sha-256 # why\n`)).toMatchObject([{ databases: [{ keyword: 'all' }], users: tokens }])
    }),
    { numRuns: 1000 },
  )
})

test.each<[HbaToken, string]>([
  [{ keyword: 'all' }, 'all'],
  [{ name: 'all' }, '"all"'],
  [{ name: 'Replication' }, '"Replication"'],
  [{ name: 'dbuser_meta' }, 'dbuser_meta'],
  [{ name: 'anna@example.net' }, 'anna@example.net'],
  [{ name: '+x' }, '"+x"'],
  [{ name: '@x' }, '"@x"'],
  [{ name: 'a"b, c#d' }, '"a""b, c#d"'],
  [{ group: 'dbrole_readonly' }, '+dbrole_readonly'],
  [{ group: 'odd name' }, '+"odd name"'],
  [{ pattern: '^db[0-9]+$' }, '"/^db[0-9]+$"'],
  [{ file: 'admins' }, '@admins'],
])('%j is written %s', (value, text) => expect(quoteHbaList([value])).toBe(text))

test.each([[{ name: 'a\nb' }], [{ name: '' }], [{ name: '/x' }], [{ group: '' }], [{ keyword: 'two words' }], [{ keyword: '' }]])('%j is refused', (value) => {
  expect(() => quoteHbaList([value])).toThrow(InexpressibleValue)
})

test('columns are padded, and addresses have their prefix length', () => {
  expect(quoteHbaWord('host', 9)).toBe('host     ')
  expect(quoteHbaList([{ name: 'a' }, { name: 'b' }], 5)).toBe('a,b  ')
  expect(quoteHbaAddress({ network: { address: { family: 6, number: 1n, text: '::1' }, prefixLength: 128 } })).toBe('::1/128')
  expect(quoteHbaAddress({ keyword: 'all' }, 4)).toBe('all ')
})

test('what is no HBA line is a bug', () => {
  expect(() => readHba('host "all all\n')).toThrow('line 1 is not an HBA line')
  expect(() => readHba('# title \\\nlocal all all trust\n')).toThrow('line 1 is not an HBA line')
})
