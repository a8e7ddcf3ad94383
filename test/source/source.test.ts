import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'

describe('source', () => {
  const source = new Source('x.yml', 'one\ntwo\r\n\nfour')

  test('positions count from 1', () => {
    expect([0, 3, 4, 8, 9, 10, 14].map((offset) => source.position(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 4 },
      { line: 2, column: 1 },
      { line: 2, column: 5 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 5 },
    ])
  })

  test('a line is without its end, and empty past the last', () => {
    expect([1, 2, 3, 4, 5, 0].map((number) => source.line(number))).toEqual(['one', 'two', '', 'four', '', ''])
  })

  test('an empty text has one line', () => {
    expect(new Source('x', '').position(0)).toEqual({ line: 1, column: 1 })
  })

  test('position and line agree for every offset', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'ü', '😀', '\n'), { maxLength: 60 }), (parts) => {
        const text = parts.join('')
        const subject = new Source('x', text)
        for (let offset = 0; offset < text.length; offset++) {
          const { line, column } = subject.position(offset)
          expect(`${subject.line(line)}\n`.charAt(column - 1)).toBe(text.charAt(offset))
          expect(text.slice(0, offset).split('\n').length).toBe(line)
        }
      }),
    )
  })

  test('a span prints as file:line:column', () => {
    const span = new Span(source, 4, 7)
    expect(`${span}`).toBe('x.yml:2:1')
    expect([span.from, span.to]).toEqual([
      { line: 2, column: 1 },
      { line: 2, column: 4 },
    ])
  })
})
