import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bug } from '../../../src/diagnostics/invariant.js'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { quoteEnv } from '../../../src/emit/quote/env.js'
import { readEnv } from '../../../src/emit/read/env.js'
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

/** systemd's own reader is a function of its private library; Python's ctypes can call it without a systemd that runs. */
const folder = '/usr/lib/x86_64-linux-gnu/systemd'
const library = existsSync(folder) ? readdirSync(folder).find((name) => /^libsystemd-shared-.*\.so$/.test(name)) : undefined

const script = `
import ctypes, json, sys
entries = ctypes.POINTER(ctypes.c_char_p)()
status = ctypes.CDLL(sys.argv[1]).load_env_file(None, sys.argv[2].encode(), ctypes.byref(entries))
found = []
while status >= 0 and entries and entries[len(found)] is not None:
    found.append(entries[len(found)].decode())
print(json.dumps([status, found]))`

describe.skipIf(library === undefined || !existsSync('/usr/bin/python3'))('systemd itself', () => {
  const bySystemd = (text: string): Record<string, string> => {
    const directory = mkdtempSync(join(tmpdir(), 'env-'))
    const file = join(directory, 'file')
    writeFileSync(file, text)
    const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', script, join(folder, library ?? ''), file], { encoding: 'utf8', maxBuffer: 1 << 26 })
    rmSync(directory, { recursive: true })
    expect(stderr).toBe('')
    const [status, entries]: [number, string[]] = JSON.parse(stdout)
    expect(status).toBeGreaterThanOrEqual(0)
    return Object.fromEntries(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]))
  }

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
