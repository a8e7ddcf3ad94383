import { expect, test } from 'vitest'
import { contentsOf } from '../../src/explain/contents.js'

test('a list: empty, the other way round, without each, and each of a few alone', () => {
  expect(contentsOf([1, 2, 3])).toEqual([[], [3, 2, 1], [2, 3], [1, 3], [1, 2], [1], [2], [3]])
  expect(contentsOf([1, 2])).toEqual([[], [2, 1], [2], [1]])
  expect(contentsOf([1])).toEqual([[], [1]])
  expect(contentsOf([1, 2, 3, 4, 5, 6, 7])).toHaveLength(9)
})

test('a map: empty, without each, each alone, and its inner maps treated so', () => {
  expect(contentsOf({ a: { x: 1, y: 2 }, b: 3, c: [4, 5] })).toEqual([
    {},
    { b: 3, c: [4, 5] },
    { a: { x: 1, y: 2 }, c: [4, 5] },
    { a: { x: 1, y: 2 }, b: 3 },
    { a: { x: 1, y: 2 } },
    { b: 3 },
    { c: [4, 5] },
    { a: {}, b: 3, c: [4, 5] },
    { a: { y: 2 }, b: 3, c: [4, 5] },
    { a: { x: 1 }, b: 3, c: [4, 5] },
  ])
})

test('nothing else has contents', () => {
  for (const value of [undefined, null, 'text', 7, true]) expect(contentsOf(value)).toEqual([])
})
