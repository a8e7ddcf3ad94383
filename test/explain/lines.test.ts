import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lostLines } from '../../src/explain/lines.js'

const lost = (before: string, after: string): number[] => [...lostLines([...before], [...after])]

describe('lines that are lost', () => {
  test('changed and removed ones, not those around them', () => {
    expect(lost('abc', 'aXc')).toEqual([1])
    expect(lost('abc', 'ac')).toEqual([1])
    expect(lost('abc', 'aXbc')).toEqual([])
  })

  test('of two blocks that end alike, the one that went', () => {
    expect(lost('a{x}b{x}', 'b{x}')).toEqual([0, 1, 2, 3])
    expect(lost('a1}b2}', 'a1}')).toEqual([3, 4, 5])
    expect(lost('x}}', 'x}')).toEqual([2])
  })

  test('of blocks that begin alike, the one that went', () => {
    const blocks = ['- labels:', '    ip: 1', '    job: a', '- labels:', '    ip: 1', '    job: b', '- labels:', '    ip: 1', '    job: c']
    for (const gone of [0, 3, 6])
      expect([...lostLines(blocks, [...blocks.slice(0, gone), ...blocks.slice(gone + 3)])], String(gone)).toEqual([gone, gone + 1, gone + 2])
    expect([...lostLines(['a', '', 'b', '', 'c'], ['a', '', 'c'])]).toEqual([2, 3])
  })

  test('a line that moves past several', () => {
    expect(lost('Xabc', 'abcX')).toEqual([0])
  })

  test('none of a text that only grows, and each kept line is in the other text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 })
    fc.assert(
      fc.property(text, text, text, (one, two, three) => {
        expect(lost(`${one}${three}`, `${one}${two}${three}`)).toEqual([])
        const gone = new Set(lost(one, two))
        for (const [index, line] of [...one].entries()) if (!gone.has(index)) expect(two).toContain(line)
      }),
    )
  })
})
