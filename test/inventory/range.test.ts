import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expandHosts } from '../../src/inventory/range.js'

describe('host ranges', () => {
  test.each<[string, string[], number?]>([
    ['10.10.10.10', ['10.10.10.10']],
    ['10.10.10.[11:13]', ['10.10.10.11', '10.10.10.12', '10.10.10.13']],
    ['db[08:11]', ['db08', 'db09', 'db10', 'db11']],
    ['db[8:11]', ['db8', 'db9', 'db10', 'db11']],
    ['db[:2]', ['db0', 'db1', 'db2']],
    ['db[0:10:5]x', ['db0x', 'db5x', 'db10x']],
    ['db[00:10:5]', ['db00', 'db05', 'db10']],
    ['[a:c].example', ['a.example', 'b.example', 'c.example']],
    ['n[y:B]', ['ny', 'nz', 'nA', 'nB']],
    ['n[a:e:2]', ['na', 'nc', 'ne']],
    ['r[1:2]-[a:b]', ['r1-a', 'r1-b', 'r2-a', 'r2-b']],
    ['10.10.10.10:2222', ['10.10.10.10'], 2222],
    ['db[1:2]:2222', ['db1', 'db2'], 2222],
    ['2001:db8::1', ['2001:db8::1']],
    ['::1', ['::1']],
    ['[2001:db8::1]:2222', ['2001:db8::1'], 2222],
    ['[2001:db8::1]', ['2001:db8::1']],
    ['2001:db8::[1:2]', ['2001:db8::1', '2001:db8::2']],
    ['[5:5]', ['5']],
  ])('%s', (pattern, names, port) => {
    expect(expandHosts(pattern)).toEqual(port === undefined ? { names } : { names, port })
  })

  test.each([
    ['db[1:', /without its `\]`/],
    ['db1]', /without its `\[`/],
    ['db[1]', /no range/],
    ['db[1:2:3:4]', /no range/],
    ['db[3:1]', /ends \(1\) before it begins \(3\)/],
    ['db[c:a]', /ends \(a\) before it begins \(c\)/],
    ['db[1:]', /two numbers or two letters/],
    ['db[1:c]', /two numbers or two letters/],
    ['db[-1:2]', /two numbers or two letters/],
    ['db[01:9]', /same number of digits/],
    ['db[1:9:0]', /no positive number/],
    ['db[1:9:x]', /no positive number/],
    ['db[0:99999999]', /more than 65536 hosts/],
    ['[0:999][0:999]', /more than 65536 hosts/],
  ])('%s has none', (pattern, reason) => {
    expect(expandHosts(pattern)).toMatch(reason)
  })

  test('a numeric range has as many names as it says, each once, in order', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(50), fc.integer({ min: 1, max: 7 }), (first, more, step) => {
        const expanded = expandHosts(`h[${first}:${first + more}:${step}]`)
        const expected = Array.from({ length: Math.floor(more / step) + 1 }, (_, at) => `h${first + at * step}`)
        expect(expanded).toEqual({ names: expected })
      }),
    )
  })
})
