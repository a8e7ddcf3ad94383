import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { readPythonLiteral } from '../../src/syntax/python-literal.js'
import { pythonJson } from '../inventory/python-json.js'
import { askPython, hasModule } from './asked.js'

function read(text: string): string {
  const source = new Source('x', text)
  const literal = readPythonLiteral(text, (from, to) => new Span(source, from, to))
  return literal === 'text' ? 'text' : 'node' in literal ? pythonJson(literal.node).replace(/\n\s*/g, ' ') : 'none'
}

/** JSON as ours, `text` where Python cannot read it, `none` where it is a value that no variable can have. */
const literal = `
import ast, re
def answer(text):
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return 'text'
    except TypeError:
        return 'none'
    try:
        return re.sub(r'\\n\\s*', ' ', json.dumps(value, sort_keys=True, indent=4, ensure_ascii=False))
    except TypeError:
        return 'none'
`

const pieces = [
  ...[
    '1',
    '0',
    '00',
    '0x1f',
    '0b12',
    '1_0',
    '1__0',
    '08.5',
    '1.',
    '.5',
    '1e5',
    '1E-7',
    '1e400',
    '5j',
    '12345678901234567890',
    'True',
    'None',
    'x',
    'set',
    '...',
  ],
  ...[
    "'a'",
    '"b"',
    "'''c'''",
    "r'\\n'",
    "b'x'",
    "f'x'",
    "'\\x41'",
    "'\\x4'",
    "'\\q'",
    "'\\u00e9'",
    "'é'",
    "'",
    '"',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    ' ',
    '\t',
    '#',
    '-',
    '+',
    '\\',
    '.',
    ';',
    '=',
  ],
]

describe('python literals', () => {
  test.each([
    ['5 # five', '5'],
    ['0777', 'text'],
    ['\'a\' "b"', '"ab"'],
    ['1, 2', '[ 1, 2 ]'],
    ['(1)', '1'],
    ["{'a': [1, (2,)], }", '{ "a": [ 1, [ 2 ] ] }'],
    ['-(-5)', 'text'],
    ['-0', '0'],
    ['-0.0', '-0.0'],
    ['{{ name }}', 'text'],
    ['{{ 5 }}', 'none'],
    ['{1, 2}', 'none'],
    ["b'x'", 'none'],
    ['10.0.0.1', 'text'],
    ['yes', 'text'],
    ['', 'text'],
  ])('%s is %s', (text, meaning) => {
    expect(read(text)).toBe(meaning)
  })

  test('every part has its place', () => {
    const text = "[1, {'a': 'b'}]"
    const source = new Source('x', text)
    const found = readPythonLiteral(text, (from, to) => new Span(source, from, to))
    const list = found !== 'text' && 'node' in found && found.node.kind === 'sequence' ? found.node.items : []
    const shown = (span: Span | undefined): string => text.slice(span?.start, span?.end)
    expect(list.map(({ at }) => shown(at))).toEqual(['1', "{'a': 'b'}"])
    const entry = list[1]?.kind === 'mapping' ? list[1].entries.get('a') : undefined
    expect([shown(entry?.key.at), shown(entry?.value.at)]).toEqual(["'a'", "'b'"])
  })

  test('deep nesting is no value, and no overflow', () => {
    expect(read('['.repeat(150) + ']'.repeat(150))).toBe('none')
    expect(read('['.repeat(100_000))).toBe('text')
  })

  test.skipIf(!hasModule('ast'))('Python agrees', () => {
    const texts = fc.sample(
      fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join('')),
      { seed: 7, numRuns: 20_000 },
    )
    const answers = askPython(literal, texts)
    const differing = texts.flatMap((text, index) => (read(text) === answers[index] ? [] : [{ text, ours: read(text), python: answers[index] }]))
    expect(differing).toEqual([])
  })
})
