import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Address, addressText, compareAddresses, contains, endpoint, parseAddress, parseNetwork } from '../../src/syntax/address.js'

function address(text: string): Address {
  const parsed = parseAddress(text)
  if (parsed === undefined) throw new Error(`${text} is no address`)
  return parsed
}

describe('addresses', () => {
  test.each([
    ['10.10.10.10', '10.10.10.10', 0x0a0a0a0an],
    ['0.0.0.0', '0.0.0.0', 0n],
    ['255.255.255.255', '255.255.255.255', 0xffffffffn],
    ['::', '::', 0n],
    ['::1', '::1', 1n],
    ['2001:DB8::0:1', '2001:db8::1', 0x20010db8000000000000000000000001n],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1', undefined],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1', undefined],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3', undefined],
    ['0001:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', undefined],
    ['fe80::', 'fe80::', undefined],
    ['::ffff:10.0.0.1', '::ffff:a00:1', 0xffff0a000001n],
    ['1:2:3:4:5:6:10.0.0.1', '1:2:3:4:5:6:a00:1', undefined],
  ])('%s is %s', (text, canonical, number) => {
    expect(address(text).text).toBe(canonical)
    if (number !== undefined) expect(address(text).number).toBe(number)
  })

  test.each([
    ...['', ' ', '10.10.10', '10.10.10.10.10', '10.10.10.256', '010.10.10.10', '10.10.10.-1', '10.10.10.1 ', '10.10.10.1\n', '10.10.10.0x1', '1e1.0.0.1'],
    ...[
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '::1:2:3:4:5:6:7:8',
      '12345::',
      'g::',
      '::1%eth0',
      '[::1]',
      '1.2.3.4::',
      '::1.2.3',
      '::1.2.3.400',
      '::1.2.3.4:5',
    ],
    ...['db-1', '10.0.0.0/8', '::1/64'],
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined()
  })

  test('exactly what Node takes for an address is one, and the canonical text reads back', () => {
    const group = fc.oneof(fc.constantFrom('0', '1', '10.0.0.1', 'ffff', '00', ''), fc.stringMatching(/^[0-9a-f]{1,5}$/))
    const v6 = fc.array(group, { minLength: 1, maxLength: 10 }).map((groups) => groups.join(':'))
    const v4 = fc.array(fc.oneof(fc.nat(300).map(String), fc.constantFrom('00', '01', '')), { minLength: 3, maxLength: 5 }).map((octets) => octets.join('.'))
    fc.assert(
      fc.property(fc.oneof(v6, v4, fc.ipV4(), fc.ipV6()), (text) => {
        const parsed = parseAddress(text)
        expect(parsed !== undefined).toBe(isIPv4(text) || isIPv6(text))
        if (parsed !== undefined) expect(parseAddress(parsed.text)).toEqual(parsed)
      }),
      { numRuns: 3000 },
    )
  })

  test('IPv4 before IPv6, then by number and not by text', () => {
    const sorted = ['10.0.0.9', '10.0.0.10', '192.168.0.1', '::1', '2001:db8::9', '2001:db8::10']
    const shuffled = [...sorted].reverse().map(address)
    expect(shuffled.sort(compareAddresses).map(({ text }) => text)).toEqual(sorted)
    expect(compareAddresses(address('::0:1'), address('::1'))).toBe(0)
  })

  test('an endpoint has the brackets that an IPv6 address needs', () => {
    expect(endpoint(address('10.0.0.1'), 2379)).toBe('10.0.0.1:2379')
    expect(endpoint(address('2001:DB8::1'), 2379)).toBe('[2001:db8::1]:2379')
  })
})

describe('networks', () => {
  test('keep their host bits', () => {
    expect(parseNetwork('10.1.2.3/8')).toEqual({ address: address('10.1.2.3'), prefixLength: 8 })
    expect(parseNetwork('2001:db8::1/64')).toEqual({ address: address('2001:db8::1'), prefixLength: 64 })
  })

  test('a bare address is one host, where that is allowed', () => {
    expect(parseNetwork('10.0.0.1')).toBeUndefined()
    expect(parseNetwork('10.0.0.1', true)?.prefixLength).toBe(32)
    expect(parseNetwork('::1', true)?.prefixLength).toBe(128)
  })

  test.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0/8', '10.0.0.0/255.0.0.0', '/8', '10.0.0.0/ 8'])(
    '%s is none',
    (text) => {
      expect(parseNetwork(text, true)).toBeUndefined()
    },
  )

  test.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.2.3/8', '10.9.9.9', true],
    ['0.0.0.0/0', '255.1.1.1', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '2001:db8::1', true],
    ['2001:db8::/64', '2001:db8:0:0:ffff::', true],
    ['2001:db8::/64', '2001:db8:0:1::', false],
    ['10.0.0.1/32', '10.0.0.1', true],
    ['10.0.0.1/32', '10.0.0.2', false],
  ])('%s holds %s: %s', (network, text, expected) => {
    const parsed = parseNetwork(network)
    expect(parsed && contains(parsed, address(text))).toBe(expected)
  })
})

test('the text of an address reads back as the address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const parsed = address(text)
      expect(addressText(parsed.family, parsed.number)).toBe(parsed.text)
    }),
  )
})
