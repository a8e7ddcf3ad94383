import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { type HbaToken, quoteHba, quoteHbaList } from '../../../src/emit/quote/hba.js'
import { readHba } from '../../../src/emit/read/hba.js'
import { hostile, printed } from '../hostile.js'

/** What PostgreSQL makes of one element: quotes anywhere in it switch off keywords, and quotes at its start the prefixes. */
function meaning(raw: string): HbaToken {
  const text = raw.replace(/"((?:[^"]|"")*)"/g, (_, inner: string) => inner.replaceAll('""', '"'))
  if (!raw.startsWith('"') && raw.startsWith('+')) return { group: text.slice(1) }
  if (raw.includes('"')) return { name: text }
  return /^(all|sameuser|samerole|samegroup|replication)$/.test(text) || /^[@/]/.test(text) ? { keyword: text } : { name: text }
}

/** Splits a column at the commas outside of quotes. */
function elements(column: string): string[] {
  return column.match(/(?:[^,"]|"(?:[^"]|"")*")+/g) ?? []
}

const token = fc.oneof(
  hostile.map((name) => ({ name })),
  hostile.map((group) => ({ group })),
  fc.constantFrom('all', 'replication', 'samerole').map((keyword) => ({ keyword })),
)

test('a column means what was decided, whatever the names hold', () => {
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 4 }), (tokens) => {
      const column = printed(() => quoteHbaList(tokens))
      if (column === undefined) return
      const lines = readHba(`# header\n\nhost ${column}\tall 10.0.0.0/8 scram-sha-256 # why\n`)
      expect(lines).toEqual([['host', column, 'all', '10.0.0.0/8', 'scram-sha-256']])
      expect(elements(column).map(meaning)).toEqual(tokens)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  [{ keyword: 'all' }, 'all'],
  [{ keyword: '10.10.10.10/32' }, '10.10.10.10/32'],
  [{ name: 'all' }, '"all"'],
  [{ name: 'Replication' }, '"Replication"'],
  [{ name: 'dbuser_meta' }, 'dbuser_meta'],
  [{ name: '+x' }, '"+x"'],
  [{ name: '@x' }, '"@x"'],
  [{ name: '/x' }, '"/x"'],
  [{ name: 'a"b, c#d' }, '"a""b, c#d"'],
  [{ group: 'dbrole_readonly' }, '+dbrole_readonly'],
  [{ group: 'odd name' }, '+"odd name"'],
])('%j is written %s', (value, text) => expect(quoteHba(value)).toBe(text))

test.each([[{ name: 'a\nb' }], [{ name: '' }], [{ group: '' }], [{ keyword: 'two words' }], [{ keyword: '' }]])('%j is refused', (value) => {
  expect(() => quoteHba(value)).toThrow(InexpressibleValue)
})

test('an open quote is not an HBA line', () => {
  expect(() => readHba('host "all all\n')).toThrow('line 1 has an open quote')
})
