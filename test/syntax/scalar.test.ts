import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { resolvePlain, resolveTagged } from '../../src/syntax/scalar.js'

describe('a plain scalar', () => {
  test.each([
    ['yes', 'bool', true],
    ['No', 'bool', false],
    ['ON', 'bool', true],
    ['oFF', 'string', 'oFF'],
    ['y', 'string', 'y'],
    ['N', 'string', 'N'],
    ['0123', 'int', 83],
    ['08', 'string', '08'],
    ['0o17', 'string', '0o17'],
    ['0x1f', 'int', 31],
    ['-0b101', 'int', -5],
    ['1:30', 'int', 90],
    ['-1:30', 'int', -90],
    ['1_000', 'int', 1000],
    ['1e3', 'string', '1e3'],
    ['1.5e3', 'string', '1.5e3'],
    ['1e+3', 'string', '1e+3'],
    ['1.5e+3', 'float', 1500],
    ['.5', 'float', 0.5],
    ['-.5', 'string', '-.5'],
    ['1.', 'float', 1],
    ['10.10', 'float', 10.1],
    ['10.10.10.10', 'string', '10.10.10.10'],
    ['1:30.5', 'float', 90.5],
    ['-.inf', 'float', Number.NEGATIVE_INFINITY],
    ['.NaN', 'float', Number.NaN],
    ['2030-12-31', 'date', '2030-12-31'],
    ['2030-1-1', 'string', '2030-1-1'],
    ['2030-1-1 1:02:03 +01:00', 'date', '2030-1-1 1:02:03 +01:00'],
    ['~', 'null', null],
    ['', 'null', null],
    ['NULL', 'null', null],
    ['nULL', 'string', 'nULL'],
    ['9007199254740991', 'int', 9007199254740991],
    ['9007199254740993', 'int', '9007199254740993'],
    ['-0xffffffffffffffff', 'int', '-18446744073709551615'],
  ])('%s is %s', (text, type, value) => {
    expect(resolvePlain(text)).toEqual({ type, value })
  })

  test.each(['=', '<<', '0b_', '0x_', '2030-02-29', '2030-12-31 24:00:00'])('%s cannot be read', (text) => {
    expect(resolvePlain(text)).toBeUndefined()
  })
})

test.each([
  ['str', '1', { type: 'string', value: '1' }],
  ['int', '0x10', { type: 'int', value: 16 }],
  ['float', '1e3', { type: 'float', value: 1000 }],
  ['float', '3', { type: 'float', value: 3 }],
  ['bool', 'Yes', { type: 'bool', value: true }],
  ['bool', 'null', undefined],
  ['int', 'ten', undefined],
  ['null', 'x', { type: 'null', value: null }],
  ['timestamp', '2024-02-29', { type: 'date', value: '2024-02-29' }],
])('!!%s %s', (tag, text, expected) => {
  expect(resolveTagged(tag, text)).toEqual(expected)
})

// One line of JSON a scalar: [type, value], numbers as text so that no digit is lost on the way; null where loading fails.
const reader = `
import json, sys, yaml, datetime
def read(text):
    try: value = yaml.safe_load('- ' + text)[0]
    except Exception: return None
    if value is None: return ['null', '']
    if isinstance(value, bool): return ['bool', str(value).lower()]
    if isinstance(value, int): return ['int', str(value)]
    if isinstance(value, float): return ['float', value.hex()]
    if isinstance(value, datetime.date): return ['date', text]
    return ['string', value]
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
`
const hexFloats = `
import json, sys
json.dump([float(text).hex() for text in json.load(sys.stdin)], sys.stdout)
`

function python(script: string, input: unknown): unknown {
  const { status, stdout } = spawnSync('/usr/bin/python3', ['-c', script], { input: JSON.stringify(input), encoding: 'utf8' })
  return status === 0 ? JSON.parse(stdout) : undefined
}

const havePyYaml = spawnSync('/usr/bin/python3', ['-c', 'import yaml']).status === 0

describe.skipIf(!havePyYaml)('against PyYAML', () => {
  it('gives the same type and value for some thousand generated scalars', () => {
    const digits = (alphabet: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength })
    const scalar = fc.oneof(
      digits('0123456789_.:eE+-', 9),
      digits('01_:.', 6),
      digits('0123456789', 22),
      fc
        .tuple(fc.constantFrom('', '-', '+'), fc.constantFrom('0x', '0b', '0', '0o', '.', '1:', '12:3', '1.', '0:'), digits('0179afF_:.', 5))
        .map((parts) => parts.join('')),
      fc
        .tuple(
          digits('0123456789', 5),
          fc.constantFrom('.', '.5', '', '_.1_'),
          fc.constantFrom('e', 'E', ''),
          fc.constantFrom('+', '-', ''),
          digits('0123456789', 2),
        )
        .map((parts) => parts.join('')),
      fc
        .tuple(
          fc.integer({ min: 0, max: 2100 }),
          fc.integer({ min: 0, max: 13 }),
          fc.integer({ min: 0, max: 32 }),
          fc.constantFrom('', 'T1:02:03', ' 23:59:60', 't00:00:00.25Z', ' 1:02:03 -5', '  1:02:03+23:59', ' 1:02:03 +24', 'T1:2:3'),
        )
        .map(([year, month, day, time]) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}${time}`),
      fc
        .constantFrom('yes', 'no', 'on', 'off', 'true', 'false', 'null', 'y', 'n', '.inf', '.nan', '-.inf', '+.inf', '-.nan')
        .chain((word) =>
          fc.constantFrom(word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1), `${word}s`, word.slice(0, -1) + word.slice(-1).toUpperCase()),
        ),
      digits('abxyYNofF~', 3),
    )
    const plain = (text: string) => /^(?:[^-:]|-[^-:])/.test(text) && !text.endsWith(':') && !/^[=~]./.test(text)
    const texts = [...new Set(fc.sample(scalar, { numRuns: 8000, seed: 1 }))].filter(plain)
    expect(texts.length).toBeGreaterThan(3000)
    const theirs = python(reader, texts) as ([string, string] | null)[]
    const floats = texts
      .map((text) => resolvePlain(text))
      .map((ours) => (ours?.type === 'float' ? (Object.is(ours.value, -0) ? '-0' : String(ours.value).replace('Infinity', 'inf')) : '0'))
    const hex = python(hexFloats, floats) as string[]
    const ours = texts.map((text, i) => {
      const resolved = resolvePlain(text)
      if (resolved === undefined) return null
      return [resolved.type, resolved.type === 'float' ? hex[i] : resolved.value === null ? '' : String(resolved.value)]
    })
    const pair = (results: readonly unknown[]) => texts.map((text, i) => [text, results[i]])
    const differences = pair(ours).filter(([, result], i) => JSON.stringify(result) !== JSON.stringify(theirs[i]))
    expect(differences.map(([text, result]) => ({ text, ours: result, theirs: theirs[texts.indexOf(text as string)] }))).toEqual([])
  })
})
