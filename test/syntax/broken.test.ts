import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { read } from './read.js'

describe('broken text', () => {
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1\n', ['2:1 yaml-tab'], /spaces/],
    ['a tab after blanks', 'a:\n  b: 1\n  \tc: 1\n', ['3:3 yaml-tab'], /spaces/],
    ['a line of one tab', 'a: 1\n\t\nb: 2\n', ['2:1 yaml-tab'], /spaces/],
    ['a tab after a dash', 'a:\n  - \tb\n', ['2:5 yaml-tab'], /spaces/],
    ['a tab before the second line of a text', 'a: b\n\tc\n', ['2:1 yaml-tab'], /spaces/],
    ['a flow list without end', 'a:\n  b: [1, 2\n  c: 3\n', ['2:6 yaml-syntax'], /this \[ is not closed/],
    ['a flow mapping without end', 'a: {b: 1\n', ['1:4 yaml-syntax'], /this \{ is not closed/],
    ['a wrong bracket', 'a: 1]\nb: ]\n', ['2:4 yaml-syntax'], /this ] closes nothing/],
    ['a missing comma', 'a: [{x: 1} {y: 2}]\n', ['1:12 yaml-syntax'], /comma/],
    ['a double quote without end', 'a: 1\nb: "x\nc: 2\n', ['2:4 yaml-syntax'], /not closed.*double quote/],
    ['a single quote without end', "a: 'x\n", ['1:4 yaml-syntax'], /not closed.*single quote/],
    ['a wrong escape', 'a: "\\d"\n', ['1:5 yaml-syntax'], /escape/],
    ['a second colon', 'a: b: c\n', ['1:4 yaml-syntax'], /quote the text/],
    ['a key without colon', 'a: 1\nb\n', ['2:1 yaml-syntax'], /add ": "/],
    ['wrong indentation', 'a:\n    b: 1\n  c: 1\n', ['3:3 yaml-syntax'], /column/],
    ['a text that begins with @', 'a: @x\n', ['1:4 yaml-syntax'], /begin with @: quote it/],
    ['a control character', 'a: x\x00y\n', ['1:5 yaml-character'], /U\+0000.*\\x00/],
    ['an unseen line end', 'a: x\u2028y\n', ['1:5 yaml-character'], /U\+2028/],
    ['text after a quoted string', 'a: "x" y\n', ['1:8 yaml-syntax'], /does not belong here/],
  ])('%s', (_, text, places, message) => {
    const { found, places: actual, node } = read(text)
    expect(actual).toEqual(places)
    expect(found[0]?.message).toMatch(message)
    expect(node).toBeUndefined()
  })

  it('shows several errors in one run', () => {
    expect(read('a: @x\nb: 1\nc: x: y\nd: "\\q"\n').places).toEqual(['1:4 yaml-syntax', '3:4 yaml-syntax', '4:5 yaml-syntax'])
  })

  it('allows tabs where they indent nothing', () => {
    expect(read('a:\t1\t# comment\nb: |\n  \tx\nc: "x\ty"\nd: [1,\n\t2]\n')).toMatchObject({ plain: { a: 1, b: '\tx\n', c: 'x\ty', d: [1, 2] }, found: [] })
  })

  test.each(['[', '{a: ', '- ', '? ', 'a: ['])('survives 50000 times %j, also below a key', (piece) => {
    expect(read(`a: ${piece.repeat(50000)}`).found.length).toBeGreaterThan(0)
    expect(read(piece.repeat(50000)).places.filter((place) => place.includes('yaml-nesting-too-deep'))).toHaveLength(1)
  })

  it('reads 90 levels', () => expect(read('['.repeat(90) + ']'.repeat(90)).found).toEqual([]))

  it('never throws, and is silent only about a text it has read', () => {
    const piece = fc.constantFrom(
      'a',
      'b: ',
      ': ',
      '- ',
      '\n',
      '\n  ',
      '\t',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '&x ',
      '*x',
      '!t ',
      '<<: ',
      '|',
      '>',
      '#',
      ' #',
      '? ',
      '---',
      '...',
      '%',
      '1',
      '\r\n',
      '\x1f',
      '\x18',
      '\x02',
      '\\',
      '=',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const { found } = read(pieces.join(''))
        for (const { at, message } of found) {
          expect(at.end).toBeLessThanOrEqual(pieces.join('').length)
          expect(message).not.toContain('\n')
        }
      }),
      { numRuns: 3000, seed: 3 },
    )
  })
})
