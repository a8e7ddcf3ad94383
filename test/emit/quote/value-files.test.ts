import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { quoteJson } from '../../../src/emit/quote/json.js'
import { quoteLiteral } from '../../../src/emit/quote/literal.js'
import { quotePgpass } from '../../../src/emit/quote/pgpass.js'
import { quoteShell } from '../../../src/emit/quote/shell.js'
import { readJson } from '../../../src/emit/read/json.js'
import { readPgpass } from '../../../src/emit/read/pgpass.js'
import { readShell } from '../../../src/emit/read/shell.js'
import { readText } from '../../../src/emit/read/text.js'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { hostile, printed } from '../hostile.js'

describe('a value comes back as it went in, or is refused', () => {
  test('shell: a word, alone and behind an equals sign', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = printed(() => quoteShell(value))
        if (text !== undefined) expect(readShell(`# head\nexport NAME=${text} ${text}\n`)).toEqual([['export', `NAME=${value}`, value]])
      }),
    )
  })

  test('shell: a real shell reads the same', () => {
    const values = ["it's", 'a b', '$HOME', '`id`', 'a\\b', '"x"', '*', '', '#c', 'ü~']
    const script = values.map((value) => `printf '%s\\n' ${quoteShell(value)}`).join('\n')
    expect(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\n').slice(0, -1)).toEqual(values)
  })

  test('pgpass: user and password', () => {
    fc.assert(
      fc.property(hostile, hostile, (user, password) => {
        const line = printed(() => `*:*:*:${quotePgpass(user)}:${quotePgpass(password)}`)
        if (line !== undefined) expect(readPgpass(`# head\n${line}\n`)).toEqual([['*', '*', '*', user, password]])
      }),
    )
  })

  test('JSON: anywhere in a document', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = printed(() => quoteJson({ a: [value], [`key ${value.length}`]: { b: value, c: undefined } }))
        if (text !== undefined) expect(readJson(text)).toEqual({ a: [value], [`key ${value.length}`]: { b: value } })
      }),
    )
  })
})

test('a program is a block of its lines, without what Vector would expand', () => {
  const program = "a = r'^x$'\n\n  if a { b }"
  const text = `k:\n  source: ${quoteLiteral(program, 4)}\n  z: 1\n`
  expect(readYaml(text)).toEqual({ k: { source: program, z: 1 } })
  for (const odd of ['$HOME', '${x}', '$$', ' a', 'a ', 'é', '']) expect(() => quoteLiteral(odd, 4), odd).toThrow()
})

test('a file of one value has it to the end of its line', () => {
  expect(readText('#a b\\\n')).toBe('#a b\\')
})

test('what the formats cannot carry', () => {
  expect(() => quoteShell('a\nb')).toThrow(InexpressibleValue)
  expect(() => quotePgpass('a\nb')).toThrow(InexpressibleValue)
  expect(() => quotePgpass('')).toThrow(InexpressibleValue)
  expect(() => quoteJson('\ud800')).toThrow(InexpressibleValue)
})
