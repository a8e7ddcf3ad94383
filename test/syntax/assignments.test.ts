import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAssignments } from '../../src/syntax/assignments.js'
import { askPython, hasModule } from './asked.js'

function read(text: string): Record<string, string> | string {
  const found = readAssignments(text)
  const wrong = found.find((each) => 'message' in each)
  return wrong !== undefined && 'message' in wrong
    ? wrong.message
    : Object.fromEntries(found.flatMap((each) => ('name' in each ? [[each.name, each.value]] : [])))
}

describe('assignments', () => {
  test.each([
    ['a=1 b="two words"', { a: '1', b: 'two words' }],
    ["a='x y'  c==", { a: 'x y', c: '=' }],
    ['a={{ b | default("x y") }} d=1', { a: '{{ b | default("x y") }}', d: '1' }],
    ['a="\\u00e9\\n"', { a: 'é\n' }],
    ['a=', { a: '' }],
    ['a=C:\\dir', { a: 'C:\\dir' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test.each([
    ['alone', /^write name=value/],
    ['a=1 alone', /^write name=value/],
    ['=1', /^write name=value/],
    ['a="open', /^this quote is not closed/],
    ['a={{ x', /^this template is not closed/],
  ])('%s is none', (text, message) => {
    expect(read(text)).toMatch(message)
  })

  test('places are those of what is meant', () => {
    const text = `  a="x y" bc=\\"`
    const places = readAssignments(text).flatMap((each) => ('name' in each ? [text.slice(...each.nameAt), text.slice(...each.valueAt)] : []))
    expect(places).toEqual(['a', 'x y', 'bc', '\\"'])
  })

  test.skipIf(!hasModule('ansible'))('Ansible agrees', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom('a', 'b=', 'c=1', '=', ' ', '  ', '"', "'", '\\', '\\"', '\\n', '{{ x }}', '{%', '%}', '\\x41', 'é', '\t')
    const texts = fc.sample(
      fc.array(piece, { minLength: 1, maxLength: 7 }).map((parts) => `z=0 ${parts.join('')}`),
      { seed: 11, numRuns: 10_000 },
    )
    const code = `
from ansible.errors import AnsibleError
from ansible.parsing.splitter import parse_kv
def answer(text):
    try:
        found = parse_kv(text)
    except AnsibleError:
        return None
    return None if '_raw_params' in found else json.dumps(found, sort_keys=True, ensure_ascii=False)
`
    const answers = askPython(code, texts)
    const ours = (text: string): string | null => {
      const found = read(text)
      if (typeof found === 'string') return null
      return `{${Object.entries(found)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
        .join(', ')}}`
    }
    const differing = texts.flatMap((text, index) => (ours(text) === answers[index] ? [] : [{ text, ours: ours(text), ansible: answers[index] }]))
    expect(differing.slice(0, 20)).toEqual([])
  })
})
