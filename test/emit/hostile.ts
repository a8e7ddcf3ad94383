import fc from 'fast-check'
import { expect } from 'vitest'
import { InexpressibleValue } from '../../src/emit/inexpressible.js'

const pieces = [
  '"',
  "'",
  '#',
  '%',
  '$',
  '\\',
  '\n',
  '\r',
  '\t',
  '\0',
  ' ',
  '-',
  '+',
  '@',
  '*',
  ',',
  '/',
  ':',
  ';',
  '=',
  '[',
  ']',
  '{',
  '}',
  '&',
  '|',
  '!',
  '`',
  '~',
  '?',
  '<',
  '%i',
  '${x}',
]
const words = [
  'all',
  'replication',
  'sameuser',
  'yes',
  'no',
  'on',
  'null',
  '~',
  '0123',
  '1e3',
  '1:30',
  '.inf',
  '<<',
  'y',
  'n',
  '=',
  '%include x',
  '[section]',
  'global',
  'a',
  'B',
  '7',
]
const unicode = ['\x7f', '\x85', '\xa0', '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff', 'ü', '漢', '😀', '\ud800', '\udc00', '\x01', '\x1b', '\v', '\f']

/** Text made of whatever has a meaning in one of the formats. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...pieces, ...words, ...unicode), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
)

/** The text, or undefined where the value is refused; a refusal may not show the value. */
export function printed(print: () => string): string | undefined {
  try {
    return print()
  } catch (error) {
    expect(error).toBeInstanceOf(InexpressibleValue)
    return undefined
  }
}
