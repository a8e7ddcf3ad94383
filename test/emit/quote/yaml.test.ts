import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { firstDifference } from '../../../src/emit/compare.js'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { quoteYaml, quoteYamlBlock } from '../../../src/emit/quote/yaml.js'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { Float } from '../../../src/syntax/float.js'
import { hostile, printed } from '../hostile.js'

const wellFormed = hostile.filter((text) => !/[\uD800-\uDFFF]/u.test(text))
const finite = fc.double({ noDefaultInfinity: true, noNaN: true })
const scalar = fc.oneof(wellFormed, fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.double({ noDefaultInfinity: true, noNaN: true, noInteger: true }))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(wellFormed, tie('tree'), { maxKeys: 4 })),
}))

describe('scalars', () => {
  test.each([
    ['on', '"on"'],
    ['a"b\\c\n', '"a\\"b\\\\c\\n"'],
    ['\x7f\x85\u2028\ufeff', '"\\u007f\\u0085\\u2028\\ufeff"'],
    ['😀', '"😀"'],
    [5432, '5432'],
    [true, 'true'],
    [null, 'null'],
    [0.95, '0.95'],
    [1e-7, '1.0e-7'],
    [new Float(8), '8.0'],
    [new Float(1.1), '1.1'],
    [new Float(1e21), '1.0e+21'],
  ])('%j is written %s', (value, text) => expect(quoteYaml(value)).toBe(text))

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 53], ['\ud800'], ['x\udc00y']])('%j cannot be written', (value) => {
    expect(() => quoteYaml(value)).toThrow(InexpressibleValue)
  })

  test('YAML 1.1 and 1.2 read any string back as it was', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const yaml = printed(() => quoteYaml(text))
        if (yaml === undefined) return
        expect(readYaml(yaml)).toBe(text)
        expect(parse(yaml, { version: '1.2' })).toBe(text)
      }),
    )
  })

  test('a Float is read as a number with a fraction', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const text = quoteYaml(new Float(value))
        expect(text).toMatch(/^-?\d+\.\d+(e[+-]\d+)?$/)
        expect(readYaml(text) === value).toBe(true)
      }),
    )
  })
})

describe('blocks', () => {
  test('text of several lines stands as it is where that keeps it exactly', () => {
    expect(quoteYamlBlock({ query: 'SELECT 1\n  # x: "y"\n\nFROM t', list: ['a\nb'] }, 2)).toBe(
      '  query: |-\n    SELECT 1\n      # x: "y"\n  \n    FROM t\n  list:\n    - |-\n        a\n        b',
    )
    for (const text of [' a\nb', 'a \nb', 'a\nb\n', 'a\nü', 'a\tb\nc', '\na']) expect(quoteYamlBlock(text, 0)).toBe(JSON.stringify(text))
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '#', '-', ':', '"', '|', '%', 'ü') }), (text) => {
        expect(readYaml(quoteYamlBlock({ a: { b: text, c: [text, 1] } }, 0))).toEqual({ a: { b: text, c: [text, 1] } })
      }),
    )
  })

  test('are indented, keep the order of entries, and quote only keys that need it', () => {
    const value = {
      loop_wait: 10,
      on: [],
      'pg-test-1.x': { empty: {}, list: ['a', { b: new Float(1), c: [['d']] }], gone: undefined },
      map: new Map([['10', 'ten']]),
    }
    expect(quoteYamlBlock(value, 2)).toBe(
      [
        '  loop_wait: 10',
        '  "on": []',
        '  pg-test-1.x:',
        '    empty: {}',
        '    list:',
        '      - "a"',
        '      - b: 1.0',
        '        c:',
        '          - - "d"',
        '  map:',
        '    "10": "ten"',
      ].join('\n'),
    )
  })

  test('are read back as the value, in YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(tree, fc.nat(4), (value, indent) => {
        const text = quoteYamlBlock(value, indent)
        expect(firstDifference(value, readYaml(text), true)).toBeUndefined()
        expect(firstDifference(value, parse(text, { version: '1.2' }), true)).toBeUndefined()
      }),
    )
  })

  test('refuse a key that parsers refuse for its length', () => {
    expect(() => quoteYamlBlock({ ['k'.repeat(1001)]: 1 }, 0)).toThrow(InexpressibleValue)
    expect(readYaml(quoteYamlBlock({ ['k'.repeat(900)]: 1 }, 0))).toEqual({ ['k'.repeat(900)]: 1 })
  })
})

// Patroni reads with PyYAML: ask it, where this machine has it.
const python = ['import json, sys, yaml', 'print(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)]))'].join('\n')
const hasPyYaml = spawnSync('python3', ['-c', 'import yaml']).status === 0

test.runIf(hasPyYaml)('PyYAML reads the same', () => {
  const values = fc.sample(tree, { numRuns: 300, seed: 1 })
  const texts = values.map((value) => quoteYamlBlock(value, 0))
  const answer = spawnSync('python3', ['-c', python], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1 << 28 })
  expect(answer.stderr).toBe('')
  const read: unknown[] = JSON.parse(answer.stdout)
  values.forEach((value, index) => {
    expect(firstDifference(value, read[index], true), texts[index] ?? '').toBeUndefined()
  })
})
