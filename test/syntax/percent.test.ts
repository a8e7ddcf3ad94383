import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentEncode } from '../../src/syntax/percent.js'

test('what a URL reserves, and what is not ASCII', () => {
  expect(percentEncode("p@ss/w#r%d'? ü")).toBe('p%40ss%2Fw%23r%25d%27%3F%20%C3%BC')
  expect(percentEncode('aZ0-._~')).toBe('aZ0-._~')
})

test('some may stay', () => {
  expect(percentEncode('/run/a b', '/')).toBe('/run/a%20b')
})

test('decoding gives the text back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const encoded = percentEncode(text)
      expect(encoded).toMatch(/^[A-Za-z0-9._~%-]*$/)
      expect(decodeURIComponent(encoded)).toBe(text)
    }),
  )
})
