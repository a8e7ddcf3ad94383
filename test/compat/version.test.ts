import { describe, expect, test } from 'vitest'
import { existsIn } from '../../src/compat/option.js'
import { compareVersions } from '../../src/compat/version.js'

describe('versions', () => {
  test.each([
    ['1.18', '1.21', -1],
    ['1.9', '1.21', -1],
    ['1.21', '1.21.0', 0],
    ['2.45', '2.46', -1],
    ['10', '9.99.99', 1],
    ['3.4.23', '3.4', 1],
  ])('%s and %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign)
    expect(Math.sign(compareVersions(b, a))).toBe(sign === 0 ? 0 : -sign)
  })

  test('a lifetime begins with its first version and ends before its last bound', () => {
    const lifetime = { since: '1.21.0', until: '2.0' }
    expect(['1.20.1', '1.21', '1.99', '2.0.0'].map((version) => existsIn(version, lifetime))).toEqual([false, true, true, false])
    expect(existsIn('0.1', {})).toBe(true)
  })
})
