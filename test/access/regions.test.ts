import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../../src/access/engine.js'
import { placeOf } from '../../src/access/networks.js'
import { regionsOf, type Transport } from '../../src/access/regions.js'
import { everywhere } from '../../src/model/connection-space.js'
import type { HbaLine } from '../../src/model/hba.js'
import { decide } from '../../src/model/hba-match.js'
import { common, without } from '../../src/model/intervals.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { parseAddress, parseNetwork } from '../../src/syntax/address.js'
import { readHbaLine } from '../../src/syntax/hba.js'

const at = new Span(new Source('x', ''), 0, 0)
const columnOf = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((list) => list.join(','))
const database = columnOf('all', 'shop', 'ann', 'staff', 'sameuser', 'samerole', 'replication', '@list', '/^s')
const user = columnOf('all', 'ann', 'bob', '+staff', '+readers', '+ann', '@list', '/^a')
const address = fc.constantFrom(
  'all',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/8',
  '10.0.0.0/9',
  '10.0.0.7/32',
  '2001:db8::/32',
  'samenet',
  'samehost',
  'db.example.net',
  '10.0.0.0 255.255.0.0',
)

function lineOf(text: string): HbaLine {
  const reading = readHbaLine(text)
  if (reading === undefined || 'problem' in reading) throw new Error(text)
  return { entry: reading.entry, at, where: { databases: at, users: at, method: at } }
}

const line = fc.oneof(
  { weight: 30, arbitrary: fc.tuple(fc.constantFrom('local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'), database, user, address) },
  { weight: 1, arbitrary: fc.constant(['include', 'more', '', ''] as const) },
)
const lines = fc.array(
  line.map(([type, databases, users, from]) =>
    lineOf(`${type} ${databases} ${users} ${type.startsWith('host') ? from : ''} ${type === 'include' ? '' : 'trust'}`),
  ),
  { maxLength: 12 },
)

const networks = fc
  .subarray(['127.0.0.1/8', '::1/128', '10.0.0.7/16', '10.0.0.8/32', '10.127.0.1/9', '2001:db8::7/64'])
  .map((texts) => texts.flatMap((text) => parseNetwork(text) ?? []))
const own = fc.record({ certain: networks, perhaps: networks, complete: fc.boolean() })

const who = fc.record(
  {
    user: fc.constantFrom('ann', 'bob', 'stranger'),
    database: fc.constantFrom('shop', 'ann', 'staff', 'elsewhere'),
    roles: fc.constantFrom(new Set<string>(), new Set(['staff', 'readers']), undefined),
    replication: fc.boolean(),
    own,
  },
  { requiredKeys: ['user', 'database', 'roles', 'replication'] },
)

test('at every address the region says what trying the lines one by one says, and the regions are apart and cover all', () => {
  fc.assert(
    fc.property(lines, who, fc.constantFrom<Transport>('socket', 'plain', 'tls'), (all, asked, transport) => {
      const regions = regionsOf(all, asked, transport)
      let left = everywhere
      for (const { addresses } of regions) {
        expect(common(left, addresses)).toEqual(addresses)
        left = without(left, addresses)
      }
      expect(left).toEqual([])
      const texts =
        transport === 'socket'
          ? ['10.0.0.7']
          : ['10.0.0.7', '10.0.0.8', '10.0.255.255', '10.1.0.0', '10.127.255.255', '10.128.0.0', '11.0.0.0', '0.0.0.0', '::', '2001:db8::7', 'fd00::1']
      for (const from of texts.flatMap((text) => parseAddress(text) ?? [])) {
        const rule = { at, source: 'x', given: true, tls: false, lines: all }
        const expected = decide([rule], { ...asked, ...(transport === 'socket' ? {} : { from: { address: from, tls: transport === 'tls' } }) })
        expect(regions.find(({ addresses }) => holds(addresses, placeOf(from)))?.decision).toEqual(expected)
      }
    }),
    { numRuns: 2000 },
  )
})
