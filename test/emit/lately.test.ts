import { expect, test } from 'vitest'
import { Lately } from '../../src/emit/lately.js'

/** What is found out anew, once each text was asked for in turn. */
function asked(most: number, texts: readonly string[]): readonly string[] {
  const lately = new Lately<string>(most)
  const found: string[] = []
  for (const text of texts) {
    const value = lately.of(text, () => {
      found.push(text)
      return `${text} found`
    })
    expect(value).toBe(`${text} found`)
  }
  return found
}

test.each([
  ['what came last', 6, ['aa', 'bb', 'cc', 'aa', 'bb', 'cc', 'dd', 'bb', 'aa'], ['aa', 'bb', 'cc', 'dd', 'aa']],
  ['what is asked for', 6, ['aa', 'bb', 'cc', 'aa', 'dd', 'aa', 'bb'], ['aa', 'bb', 'cc', 'dd', 'bb']],
  ['a text that comes again in no more room', 4, ['aa', 'aa', 'aa', 'bb', 'aa', 'bb'], ['aa', 'bb']],
  ['nothing of a text that is too long for it', 3, ['a', 'long', 'a', 'long', 'b', 'a'], ['a', 'long', 'a', 'long', 'b', 'a']],
])('keeps %s', (_, most, texts, found) => {
  expect(asked(most, texts)).toEqual(found)
})
