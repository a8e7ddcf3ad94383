import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bug } from '../../../src/diagnostics/invariant.js'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { quoteEnv } from '../../../src/emit/quote/env.js'
import { readEnv } from '../../../src/emit/read/env.js'
import { environmentsOf, hasEnvironmentReader } from '../../daemons/systemd.js'
import { hostile, printed } from '../hostile.js'

describe('values of an environment file', () => {
  test('what is printed is read back, or is refused', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = printed(() => quoteEnv(value))
        if (text === undefined) return
        expect(text).not.toMatch(/[\n\r\0]/)
        expect(readEnv(`# one\nA=${text}\nB=2\n`)).toEqual({ A: value, B: '2' })
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['', ''],
    ['postgres://u:p%40ss@:5432/postgres?sslmode=disable&host=/run', 'postgres://u:p%40ss@:5432/postgres?sslmode=disable&host=/run'],
    ['--a --b', "'--a --b'"],
    ['$HOME \\n "x"', '\'$HOME \\n "x"\''],
    [`it's "$x" \\ \``, `"it's \\"\\$x\\" \\\\ \\\`"`],
    [9630, '9630'],
  ])('%j is printed as %s', (value, text) => {
    expect(quoteEnv(value)).toBe(text)
  })

  test.each([['a\nb'], ['a\0b'], ['a\x7f'], ['a\x1b'], ['\ufffe'], ['\ufdd0'], ['\ud800']])('%j cannot be expressed', (value) => {
    expect(() => quoteEnv(value)).toThrow(InexpressibleValue)
  })

  test('quotes open anywhere, and what follows a value belongs to it', () => {
    expect(readEnv(`A='a'"b"c # d \n  B = x\\ y\\  \n;C=1\nD="\\a\\$" 'e'\n`)).toEqual({ A: 'abc # d', B: 'x y ', D: '\\a$e' })
  })

  test.each([
    ["A='b\n", 'line 1 has an open quote'],
    ['A=b\\\n', 'line 1 has an open quote'],
    ['A B\n', 'line 1 is not an assignment'],
  ])('%j is no such file', (text, message) => {
    expect(() => readEnv(text)).toThrow(Bug)
    expect(() => readEnv(text)).toThrow(message)
  })
})

describe.skipIf(!hasEnvironmentReader)('systemd itself', () => {
  const bySystemd = (text: string): Record<string, string> => environmentsOf([text])[0] ?? {}

  test('reads what was meant', () => {
    const values = fc.sample(hostile, { numRuns: 3000, seed: 7 }).flatMap((value) => {
      const text = printed(() => quoteEnv(value))
      return text === undefined ? [] : [{ value, text }]
    })
    expect(values.length).toBeGreaterThan(1000)
    const found = bySystemd(values.map(({ text }, index) => `V${index}=${text}\n`).join(''))
    expect(found).toEqual(Object.fromEntries(values.map(({ value }, index) => [`V${index}`, value])))
  })

  test('and the reader here read the same, also from files of others', () => {
    const lines = fc.sample(hostile, { numRuns: 3000, seed: 8 }).flatMap((raw) => {
      // A backslash continues a line in systemd; the reader here refuses such a file, and open quotes.
      if (/[\n\r\0]/.test(raw) || /[\ud800-\udfff]/u.test(raw) || /\p{Noncharacter_Code_Point}/u.test(raw)) return []
      try {
        readEnv(`V=${raw}`)
        return [raw]
      } catch {
        return []
      }
    })
    expect(lines.length).toBeGreaterThan(500)
    const text = lines.map((raw, index) => `V${index}=${raw}\n`).join('')
    expect(readEnv(text)).toEqual(bySystemd(text))
  })
})
