import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { quoteYamlBlock } from '../../../src/emit/quote/yaml.js'
import { readPlainYaml } from '../../../src/emit/read/plain-yaml.js'

const library = (text: string): unknown => parse(text, { version: '1.1', schema: 'yaml-1.1', logLevel: 'error', prettyErrors: false })

const runs = Number(process.env.YAML_RUNS ?? 500)

const golden = readdirSync('golden/deployments', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ya?ml$/.test(path))
  .map((path) => readFileSync(join('golden/deployments', path), 'utf8'))
const texts = [...new Set(golden)]

/** Lines that break a document, change it, or look as if they began an entry. */
const odd = [
  '',
  '# note',
  '  # note',
  'a: 1',
  '  a: 1',
  '    a: 1',
  '- a',
  '  - a',
  'a: "b',
  'a: |',
  'a: >-',
  '  |',
  'yes: 1',
  'a: [',
  ']',
  '---',
  '...',
  'x',
  '  x',
  "a: '",
  '? a',
  '&x',
  'a: *x',
  'a: &x 1',
  '"a": 1',
  '<<: {a: 1}',
  '\ta: 1',
  '-',
  '- - a',
  '-   a: 1',
  'a: |2',
  '   ',
  '__proto__: {a: 1}',
  '- a: 1',
  '-  a',
  '- |-',
  'a: |-',
  'b: |-',
  '    deep',
  'b: 010',
  'b: 1_0',
  'b: "\\x41"',
  'b: "\\ud83d"',
  'b: a b',
  'b: c # note',
  'b: a:',
  'b: -',
  'b: ~',
  'b:',
  'b: "c": 1',
  '"b": 1 ',
  '- "b": 1',
  '- a: "b"',
  'b: [a, "c"]',
  'b: [a,c]',
  'b: ["a, c"]',
  '  b: 1',
]

describe('the reader of plain documents', () => {
  test('reads every document that is printed, as the library does', () => {
    expect(texts.length).toBeGreaterThan(100)
    for (const text of texts) expect(readPlainYaml(text)).toEqual(library(text))
  })

  test('reads what any value is printed as, and leaves to the library what it must', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.constantFrom('no', '1e3', '0x1', '1:30', '', ' a', 'a\nb', 'a\n\n  b', '# a', '- a', 'a: b'),
    )
    const scalar = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noDefaultInfinity: true, noInteger: true, noNaN: true }))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        scalar,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(word, tie('value'), { maxKeys: 4 }),
      ),
    }))
    let read = 0
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(word, value, { minKeys: 1, maxKeys: 4 }), fc.array(value, { minLength: 1, maxLength: 4 })), (decided) => {
        const text = `${quoteYamlBlock(decided, 0)}\n`
        const plain = readPlainYaml(text)
        if (plain === undefined) return
        read++
        expect(plain).toEqual(library(text))
      }),
      { numRuns: runs },
    )
    expect(read).toBeGreaterThan(runs / 10)
  })

  test.each(['y', 'No', 'OFF', 'True', 'NULL', 'e5', '010', '1_0', '1e3', '~', '.5'])('leaves %s, which is not the same to every reader', (word) => {
    expect(readPlainYaml(`a: ${word}\n`)).toBeUndefined()
  })

  test('never reads another thing, or one that is none, where lines are others, missing or moved', () => {
    const documents = texts.filter((text) => text.length < 4000)
    const edit = fc.record({ at: fc.nat(), kind: fc.constantFrom('replace', 'insert', 'remove', 'indent', 'double'), line: fc.constantFrom(...odd) })
    const edited = fc.tuple(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: 3 })).map(([text, edits]) => {
      const lines = text.split('\n')
      for (const { at, kind, line } of edits) {
        const index = at % lines.length
        const here = lines[index] ?? ''
        if (kind === 'replace') lines[index] = line
        else if (kind === 'insert') lines.splice(index, 0, line)
        else if (kind === 'remove') lines.splice(index, 1)
        else if (kind === 'double') lines.splice(index, 0, here)
        else lines[index] = ` ${here}`
      }
      return lines.join('\n')
    })
    const random = fc.array(fc.constantFrom(...odd), { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`)
    fc.assert(
      fc.property(fc.oneof(edited, random), (text) => {
        const plain = readPlainYaml(text)
        if (plain !== undefined) expect(plain).toEqual(library(text))
      }),
      { numRuns: runs },
    )
  })
})
