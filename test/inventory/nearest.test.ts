import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/inventory/nearest.js'

describe('nearest', () => {
  const words = ['pg_port', 'pg_role', 'pg_services', 'pg_version']

  test.each([
    ['pg_prot', 'pg_port'],
    ['pg_rol', 'pg_role'],
    ['pg_rolee', 'pg_role'],
    ['pg_service', 'pg_services'],
    ['pg_vershun', 'pg_version'],
    ['PG_VERSION', undefined],
    ['something', undefined],
    ['', undefined],
    ['x', undefined],
  ])('%s -> %s', (word, expected) => {
    expect(nearest(word, words)).toBe(expected)
  })

  test('the nearest of several, the first of equals', () => {
    expect(nearest('abcdex', ['abcdyz', 'abcdef', 'abcdeg'])).toBe('abcdef')
  })

  test('a candidate is its own nearest, and one slip in a word of six letters finds it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{6,12}$/), fc.nat(5), fc.constantFrom('-', ''), (word, at, slip) => {
        expect(nearest(word, ['zzz', word])).toBe(word)
        expect(nearest(word.slice(0, at) + slip + word.slice(at + 1), [word])).toBe(word)
      }),
    )
  })
})
