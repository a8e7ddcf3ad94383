import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { parseDocument } from '../../src/syntax/document.js'
import { readJson } from '../../src/syntax/json.js'
import { toPlain } from '../../src/syntax/node.js'
import { pythonJson } from '../inventory/python-json.js'
import { askPython, hasModule } from './asked.js'

const read = (text: string): unknown => {
  const node = readJson(new Source('x', text))
  return node === undefined ? undefined : toPlain(node)
}

/** An integer beyond 2^53 has its digits for a value. */
function exact(_: string, value: unknown): unknown {
  return typeof value === 'number' && /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(value) ? String(value) : value
}

describe('JSON', () => {
  test('any JSON is read as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), fc.array(fc.jsonValue())),
        fc.constantFrom(0, 2, '\t'),
        (value, space) => {
          expect(read(JSON.stringify(value, undefined, space))).toEqual(JSON.parse(JSON.stringify(value), exact))
        },
      ),
    )
  })

  test.each([
    '',
    'a: 1',
    '{a: 1}',
    "{'a': 1}",
    '{"a": 1,}',
    '[1 2]',
    '[01]',
    '[1.]',
    '["a\nb"]',
    '{"a"}',
    '[1] x',
    '"text"',
    '['.repeat(200) + ']'.repeat(200),
  ])('%j is none', (text) => {
    expect(read(text)).toBeUndefined()
  })

  test('numbers keep their type, and all their digits', () => {
    const node = readJson(new Source('x', '[1, 1.0, 1e3, 12345678901234567890, -0]'))
    expect(node && pythonJson(node).replace(/\s+/g, '')).toBe('[1,1.0,1000.0,12345678901234567890,0]')
  })

  test('places are exact', () => {
    const text = '{\n  "a": ["x", -1.5e3]\n}'
    const node = readJson(new Source('x', text))
    const list = node?.kind === 'mapping' ? node.entries.get('a') : undefined
    expect(`${list?.key.at} ${list?.value.at}`).toBe('x:2:3 x:2:8')
    expect(list?.value.kind === 'sequence' && list.value.items.map(({ at }) => text.slice(at.start, at.end))).toEqual(['"x"', '-1.5e3'])
  })

  test.skipIf(!hasModule('json'))('Python agrees on what is JSON', () => {
    const piece = fc.constantFrom(
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'NaN',
      '-Infinity',
      'true',
      'nul',
      '"a"',
      '"\\u00e9"',
      '"\\x"',
      '"',
      ',',
      ':',
      ' ',
      '\n',
      '\f',
      '[',
      ']',
      '{',
      '}',
    )
    const texts = fc.sample(
      fc.array(piece, { maxLength: 7 }).map((parts) => `[${parts.join('')}]`),
      { seed: 5, numRuns: 10_000 },
    )
    const code = `
def answer(text):
    try:
        return json.dumps(json.loads(text), indent=4, ensure_ascii=False, sort_keys=True)
    except ValueError:
        return None
`
    const answers = askPython(code, texts)
    const ours = (text: string): string | null => {
      const node = readJson(new Source('x', text))
      return node === undefined ? null : pythonJson(node)
    }
    expect(texts.flatMap((text, index) => (ours(text) === answers[index] ? [] : [{ text, ours: ours(text), python: answers[index] }]))).toEqual([])
  })
})

describe('a document', () => {
  const parse = (text: string): unknown => {
    const node = parseDocument(new Source('x', text), new Sink())
    return node === undefined ? undefined : toPlain(node)
  }

  test('is JSON where it can be, else YAML', () => {
    expect(parse('{"a": 1e3}')).toEqual({ a: 1000 })
    expect(parse('{"a": 1e3, }')).toEqual({ a: '1e3' })
    expect(parse('a: 1e3')).toEqual({ a: '1e3' })
  })

  test('Ansible wraps what is no template', () => {
    expect(parse('{"a": {"__ansible_unsafe": "{{ x }}"}, "b": [{"c": {"__ansible_unsafe": "y"}}]}')).toEqual({ a: '{{ x }}', b: [{ c: 'y' }] })
  })

  test('an encrypted text in JSON is an encrypted text', () => {
    const node = parseDocument(new Source('x', JSON.stringify({ a: { __ansible_vault: '$ANSIBLE_VAULT;1.1;AES256\n3132\n' } })), new Sink())
    const value = node?.kind === 'mapping' ? node.entries.get('a')?.value : undefined
    expect(value).toMatchObject({ kind: 'scalar', type: 'vault', encrypted: true })
  })

  test('a repeated key is reported, and the last one counts', () => {
    const sink = new Sink()
    const node = parseDocument(new Source('x', '{"a": 1, "a": 2}'), sink)
    expect(node && toPlain(node)).toEqual({ a: 2 })
    expect(sink.list().map(({ at, code }) => `${at} ${code}`)).toEqual(['x:1:10 yaml-duplicate-key'])
  })
})
