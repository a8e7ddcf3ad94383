import { expect, test } from 'vitest'
import { partOf } from '../../src/syntax/part.js'
import { read, scalars } from './read.js'

function place(yaml: string): string {
  const { node } = read(yaml)
  const [scalar] = node === undefined ? [] : [...scalars(node)]
  if (scalar === undefined) throw new Error('no scalar')
  const part = partOf(scalar, 2, 4)
  return part.source.text.slice(part.start, part.end)
}

test.each([
  ['abcdef', 'cd'],
  ["'abcdef'", 'cd'],
  ['"abcdef"', 'cd'],
  ["'it''s'", "'it''s'"],
  ['"a\\tcd"', '"a\\tcd"'],
])('%s', (yaml, expected) => expect(place(yaml)).toBe(expected))
