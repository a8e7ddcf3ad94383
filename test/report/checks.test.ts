import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { samples } from '#samples'
import { codes } from '../../src/codes.js'
import { codesPage } from '../../src/report/explain-code.js'
import { frame } from '../../src/report/frame.js'
import { compileSample, correction } from '../../src/report/sample.js'
import { expectGolden, expectGoldenFile } from '../golden/tree.js'

/** Nothing is known that leads to these: each known way is refused before, with a code of its own. They are the net below. */
const unreached = ['file-written-twice', 'value-not-expressible']
const sampled = codes.map(({ code }) => code).filter((code) => !unreached.includes(code))

describe('a failing and a corrected sample of every code', () => {
  const golden = new Map<string, string>()

  beforeAll(() => expect(readdirSync('fixtures/checks').sort()).toEqual(sampled.flatMap((code) => [`${code}.fixed.yml`, `${code}.yml`]).sort()))

  test.each(sampled)('%s', (code) => {
    const { diagnostics, secrets } = compileSample(code, 'failing', samples)
    const found = diagnostics.filter((diagnostic) => diagnostic.code === code)
    expect(found.length, 'findings of the failing sample').toBeGreaterThan(0)
    const corrected = compileSample(code, 'corrected', samples)
    expect(corrected.diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ message }) => message)).toEqual([])
    expect(corrected.model, 'the corrected sample compiles').toBeDefined()
    golden.set(`${code}.txt`, found.map((diagnostic) => `${frame(diagnostic, { secrets })}\n`).join(''))
  })

  test('look like this', () => {
    expectGolden('golden/checks', golden)
  })

  test('schema/codes.md lists them', () => {
    expectGoldenFile('schema/codes.md', codesPage(codes, samples))
  })
})

describe('correction', () => {
  test('the lines that differ, with one around them', () => {
    expect(correction({ failing: 'a\nb\nc\nd\ne\n', corrected: 'a\nb\nC\nd\ne\n' })).toEqual({ first: 2, lines: ['b', 'C', 'd'] })
  })

  test.each([
    ['a line that has to go', 'a\nb\nc\n', 'a\nc\n', { first: 1, lines: ['a', 'c'] }],
    ['a line that is missing, at the end', 'a\n', 'a\nb\n', { first: 1, lines: ['a', 'b'] }],
    ['everything', 'x\n', 'y\n', { first: 1, lines: ['y'] }],
    ['a repeated line', 'a\na\n', 'a\n', { first: 1, lines: ['a'] }],
  ])('%s', (_, failing, corrected, expected) => {
    expect(correction({ failing, corrected })).toEqual(expected)
  })
})

test('samples hold no default password and say all facts', () => {
  for (const file of readdirSync('fixtures/checks').filter(
    (name) => name.endsWith('.fixed.yml') && !name.startsWith('facts-') && !/^(expectation|intention|change)-/.test(name),
  )) {
    const text = readFileSync(`fixtures/checks/${file}`, 'utf8')
    expect(text, file).toContain('node_mem_mb')
    expect(text, file).toContain('Secret.Repl')
  }
})
