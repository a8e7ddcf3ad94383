import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { md5 } from '../../src/model/md5.js'
import { isVerifier, md5Verifier } from '../../src/model/password.js'

test('is the MD5 of the text in UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'))
    }),
  )
  for (const length of [55, 56, 57, 63, 64, 65, 119, 120, 1000]) {
    const text = 'x'.repeat(length)
    expect(md5(text), String(length)).toBe(createHash('md5').update(text).digest('hex'))
  }
})

test('verifiers', () => {
  expect(md5Verifier('secret', 'bob')).toBe(`md5${createHash('md5').update('secretbob').digest('hex')}`)
  expect(isVerifier(md5Verifier('secret', 'bob'))).toBe(true)
  expect(isVerifier('SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy')).toBe(true)
  expect(isVerifier('md5ABCDEF0123456789ABCDEF0123456789')).toBe(false)
  expect(isVerifier('md5 is old')).toBe(false)
  expect(isVerifier('scram-sha-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy')).toBe(false)
})
