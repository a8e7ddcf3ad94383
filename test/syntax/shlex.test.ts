import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitShellWords } from '../../src/syntax/shlex.js'
import { askPython, hasModule } from './asked.js'

function words(line: string): readonly string[] | 'refused' {
  const found = splitShellWords(line)
  return 'message' in found ? 'refused' : found.map(({ text }) => text)
}

describe('words of a shell', () => {
  test.each([
    [`a b="two words" c='x\\y'`, ['a', 'b=two words', 'c=x\\y']],
    [`"a\\"b\\c" ''`, ['a"b\\c', '']],
    ['a\\ b # comment', ['a b']],
    ['a#b c', ['a']],
    ['"open', 'refused'],
    ['a\\', 'refused'],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual(expected)
  })

  test('a character keeps its place, and a word its end', () => {
    const found = splitShellWords(`x k="a b"c`)
    const [, word] = 'message' in found ? [] : found
    expect(word).toEqual({ text: 'k=a bc', offsets: [2, 3, 5, 6, 7, 9, 10] })
  })

  test.skipIf(!hasModule('shlex'))('Python agrees', () => {
    const sign = fc.constantFrom('a', 'b', '=', ' ', '\t', '"', "'", '\\', '#', ';', 'é')
    const texts = fc.sample(
      fc.array(sign, { maxLength: 12 }).map((parts) => parts.join('')),
      { seed: 3, numRuns: 20_000 },
    )
    const code = `
import shlex
def answer(text):
    try:
        return shlex.split(text, comments=True)
    except ValueError:
        return 'refused'
`
    const answers = askPython(code, texts)
    expect(
      texts.flatMap((text, index) =>
        JSON.stringify(words(text)) === JSON.stringify(answers[index]) ? [] : [{ text, ours: words(text), python: answers[index] }],
      ),
    ).toEqual([])
  })
})
