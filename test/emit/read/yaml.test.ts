import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readYaml, YamlPieces } from '../../../src/emit/read/yaml.js'

/** What is read, or that it is refused. */
function outcome(text: string, pieces?: YamlPieces): unknown {
  try {
    return { read: readYaml(text, pieces) }
  } catch {
    return 'refused'
  }
}

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
]

describe('pieces of YAML documents', () => {
  test('give what the documents give', () => {
    const pieces = new YamlPieces()
    expect(texts.length).toBeGreaterThan(100)
    for (const text of texts) expect(readYaml(text, pieces)).toEqual(readYaml(text))
  })

  test('also where a line is another, is missing or moved, and where the document is then none', () => {
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
    const pieces = new YamlPieces()
    fc.assert(
      fc.property(fc.oneof(edited, random), (text) => {
        expect(outcome(text, pieces)).toEqual(outcome(text))
      }),
      { numRuns: Number(process.env.YAML_RUNS ?? 500) },
    )
  })
})
