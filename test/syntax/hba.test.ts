import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HbaRecord, readHbaLine } from '../../src/syntax/hba.js'

function record(text: string): HbaRecord {
  const reading = readHbaLine(text)
  if (reading === undefined || 'problem' in reading || !('type' in reading.entry)) throw new Error(`not a record: ${JSON.stringify(reading)}`)
  return reading.entry
}

/** `column: reason` of a line that cannot be used, columns from 1. */
function problem(text: string): string {
  const reading = readHbaLine(text)
  if (reading === undefined || !('problem' in reading)) throw new Error('this line is fine')
  return `${reading.problem.from + 1}: ${reading.problem.reason}`
}

describe('a line that PostgreSQL accepts', () => {
  test('local', () => {
    expect(record('local all postgres peer map=ops')).toEqual({
      type: 'local',
      databases: [{ keyword: 'all' }],
      users: [{ name: 'postgres' }],
      method: 'peer',
      options: [['map', 'ops']],
    })
  })

  test.each(['host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'])('%s', (type) => {
    expect(record(`${type} all all 10.0.0.0/8 md5`)).toMatchObject({ type, method: 'md5' })
  })

  test.each<[string, unknown[]]>([
    ['all', [{ keyword: 'all' }]],
    ['sameuser,samerole,samegroup,replication', ['sameuser', 'samerole', 'samegroup', 'replication'].map((keyword) => ({ keyword }))],
    ['"all"', [{ name: 'all' }]],
    ['ALL', [{ name: 'ALL' }]],
    ['+x', [{ name: '+x' }]],
    ['@dbs', [{ file: 'dbs' }]],
    ['"@dbs"', [{ name: '@dbs' }]],
    ['/^db', [{ pattern: '^db' }]],
    ['"/^a,b"', [{ pattern: '^a,b' }]],
    ['a, b,c', [{ name: 'a' }, { name: 'b' }, { name: 'c' }]],
    ['"a ""b"" # c, d"', [{ name: 'a "b" # c, d' }]],
  ])('databases %s', (column, databases) => expect(record(`local ${column} u trust`).databases).toEqual(databases))

  test.each<[string, unknown[]]>([
    ['all,replication', [{ keyword: 'all' }, { name: 'replication' }]],
    ['+staff', [{ group: 'staff' }]],
    ['+"odd name"', [{ group: 'odd name' }]],
    ['"+staff"', [{ name: '+staff' }]],
  ])('users %s', (column, users) => expect(record(`local d ${column} trust`).users).toEqual(users))

  test.each<[string, string, number]>([
    ['10.1.2.3/8', '10.1.2.3', 8],
    ['10.0.0.0 255.255.240.0', '10.0.0.0', 20],
    ['10.0.0.1 255.255.255.255', '10.0.0.1', 32],
    ['0.0.0.0 0.0.0.0', '0.0.0.0', 0],
    ['2001:DB8::/32', '2001:db8::', 32],
    ['fe80:: ffff:ffff::', 'fe80::', 32],
  ])('address %s', (column, text, prefixLength) => {
    expect(record(`host d u ${column} trust`).address).toMatchObject({ network: { address: { text }, prefixLength } })
  })

  test.each([
    ['all', { keyword: 'all' }],
    ['samehost', { keyword: 'samehost' }],
    ['samenet', { keyword: 'samenet' }],
    ['db.example.net', { hostName: 'db.example.net' }],
    ['.example.net', { hostName: '.example.net' }],
    ['"all"', { hostName: 'all' }],
  ])('address %s', (column, address) => expect(record(`host d u ${column} trust`).address).toEqual(address))

  test('options keep their commas and quotes', () => {
    expect(record('host d u all radius radiusservers="10.0.0.1,10.0.0.2" radiussecrets="a b"').options).toEqual([
      ['radiusservers', '10.0.0.1,10.0.0.2'],
      ['radiussecrets', 'a b'],
    ])
    expect(record('hostssl d u all scram-sha-256 clientcert=verify-full clientname=DN').options).toHaveLength(2)
  })

  test.each(['include', 'include_if_exists', 'include_dir'])('%s', (directive) => {
    expect(readHbaLine(`${directive} "my rules"`)).toMatchObject({ entry: { directive, path: 'my rules' } })
  })

  test('comments and blanks', () => {
    expect(readHbaLine('')).toBeUndefined()
    expect(readHbaLine(' \t # host all all')).toBeUndefined()
    expect(record('local d u trust# why').method).toBe('trust')
  })

  test('the places of its columns', () => {
    expect(readHbaLine('host  db user  10.0.0.0 255.0.0.0 md5')).toMatchObject({
      places: { type: { from: 0, to: 4 }, databases: { from: 6, to: 8 }, users: { from: 9, to: 13 }, address: { from: 15 }, method: { from: 34, to: 37 } },
    })
  })
})

test.each<[string, string]>([
  ['hosts all all 10.0.0.0/8 md5', '1: a line begins with its type'],
  ['host all all', '13: the line ends before its address'],
  ['host all', '9: the line ends before its users'],
  ['local all all', '14: the line ends before its method'],
  ['host,local all all all md5', '1: the type is one word'],
  ['host all all a,b md5', '14: the address is one word'],
  ['host all all 10.1.1.1 md5', '23: an address without prefix length is followed by its netmask, and md5 is none: write the address as CIDR, with /32'],
  ['host all all 10.0.0.0 255.0.255.0 md5', '23: an address without'],
  ['host all all 10.0.0.0 ffff:: md5', '23: an address without'],
  ['host all all 10.0.0.0/33 md5', '14: an address is a CIDR'],
  ['host all all 999.1.1.1/8 md5', '14: an address is a CIDR'],
  ['host all all 999.1.1.1 md5', '14: an address is a CIDR'],
  ['host all all db.example.net/8 md5', '14: an address is a CIDR'],
  ['host all all all krb5', '18: there is no method krb5'],
  ['host all all all peer', '18: peer asks the kernel'],
  ['local all all cert', '15: a client certificate comes with TLS'],
  ['host all all all cert', '18: a client certificate comes with TLS'],
  ['local all all gss', '15: gss does not work'],
  ['host all all all md5 map', '22: after the method come options'],
  ['host all all all md5 map=x', '22: option map belongs to'],
  ['host all all all md5 colour=x', '22: there is no option colour'],
  ['host all all all md5 clientcert=verify-full', '22: option clientcert needs a `hostssl` line'],
  ['hostssl all all all md5 clientcert=1', '25: option clientcert is one of verify-ca, verify-full'],
  ['host all all all radius radiusservers=x', '18: method radius needs the option radiussecrets'],
  ['local "all all trust', '7: this double quote is not closed'],
  ['local a,,b all trust', '9: an element is missing'],
  ['local a ,b all trust', '9: an element is missing'],
  ['local a, all trust', '19: the line ends before its method'],
  ['local "" all trust', '7: an element is missing'],
  ['local all all trust \\', '21: a backslash'],
  ['# comment \\', '11: a backslash'],
])('%s is refused', (text, expected) => expect(problem(text)).toContain(expected))

test('any text is read, refused or empty, and a place lies inside of it', () => {
  const word = fc.constantFrom('host', 'local', 'all', '"', '""', ',', ' ', '#', '10.0.0.0/8', '::1', 'md5', 'peer', '=', '/', '@', '+', '\\', 'ü')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const text = words.join('')
      const reading = readHbaLine(text)
      if (reading === undefined || 'entry' in reading) return
      expect(reading.problem.from).toBeLessThanOrEqual(text.length)
      expect(reading.problem.reason).not.toBe('')
    }),
  )
})
