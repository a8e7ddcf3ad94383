import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConnectionSpace } from '../../src/model/connection-space.js'
import { type ConnectionBox, intersect, subtract, uncovered } from '../../src/model/connections.js'
import { type HbaConnection, matchRecord } from '../../src/model/hba-match.js'
import { parseAddress } from '../../src/syntax/address.js'
import { type HbaRecord, isHbaRecord, readHbaLine } from '../../src/syntax/hba.js'

const members = new Map([
  ['ann', new Set(['staff', 'readers'])],
  ['bob', new Set(['readers'])],
  ['staff', new Set<string>()],
  ['readers', new Set<string>()],
])
/** Users and databases that lines name and the cluster does not know. */
const named = ['shop', 'guest', 'gone']

function entry(text: string): HbaRecord {
  const reading = readHbaLine(text)
  if (reading === undefined || 'problem' in reading || !isHbaRecord(reading.entry)) throw new Error(text)
  return reading.entry
}

const columnOf = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((list) => list.join(','))
const database = columnOf('all', 'shop', 'ann', 'staff', 'sameuser', 'samerole', 'replication', 'gone')
const user = columnOf('all', 'ann', 'bob', 'guest', '+staff', '+readers', '+gone', 'gone')
const address = fc.constantFrom('all', '0.0.0.0/0', '::/0', '10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '10.0.0.7/32', '2001:db8::/32', '2001:db8::7/128')
const line = fc
  .tuple(fc.constantFrom('local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'), database, user, address)
  .map(([type, databases, users, from]) => entry(`${type} ${databases} ${users} ${type === 'local' ? '' : from} trust`))

const rolesBeyond = fc.subarray(['staff', 'readers', 'gone'])
const connection = fc
  .record({
    database: fc.constantFrom('shop', 'ann', 'staff', 'gone', 'guest', 'elsewhere', 'stranger', 'bob'),
    user: fc.constantFrom('ann', 'bob', 'guest', 'gone', 'stranger'),
    beyond: rolesBeyond,
    from: fc.option(
      fc.record({ address: fc.constantFrom('10.0.0.7', '10.0.0.8', '10.200.0.1', '192.0.2.1', '2001:db8::7', '2001:db8::8', 'fd00::1'), tls: fc.boolean() }),
    ),
  })
  .map(({ database, user, beyond, from }): HbaConnection => {
    const at = from === null ? undefined : parseAddress(from.address)
    return {
      database,
      user,
      roles: members.get(user) ?? new Set(beyond),
      ...(from === null || at === undefined ? {} : { from: { address: at, tls: from.tls } }),
    }
  })

const newSpace = () => new ConnectionSpace(members, named)
/** Only `samerole` is left as a fact of its own: for users whose roles nobody knows it depends on the connection. */
const factsOf = (asked: HbaConnection) => (fact: string) => fact === 'samerole' && (asked.user === asked.database || asked.roles?.has(asked.database) === true)
const holds = (boxes: readonly ConnectionBox[], point: ConnectionBox) => boxes.some((box) => intersect(box, point) !== undefined)

test('the boxes of a line hold exactly the connections that it matches', () => {
  fc.assert(
    fc.property(line, connection, (record, asked) => {
      const space = newSpace()
      const boxes = space.boxesOf(record)
      expect(holds(boxes, space.pointOf(asked, factsOf(asked)))).toBe(matchRecord(record, asked) === 'yes')
    }),
    { numRuns: 5000 },
  )
})

test('replication connections are matched by their word alone', () => {
  const space = newSpace()
  const asked = { database: '', user: 'ann', roles: new Set<string>() }
  const point = (text: string) =>
    holds(
      space.boxesOf(entry(text)),
      space.pointOf(asked, () => false, true),
    )
  expect(point('local all all trust')).toBe(false)
  expect(point('local "replication" all trust')).toBe(false)
  expect(point('local replication ann trust')).toBe(true)
})

test('what is subtracted is gone, and nothing else is', () => {
  fc.assert(
    fc.property(line, line, connection, (first, second, asked) => {
      const space = newSpace()
      const [boxes, others] = [space.boxesOf(first), space.boxesOf(second)]
      const left = others.reduce((rest: readonly ConnectionBox[], other) => rest.flatMap((box) => subtract(box, other)), boxes)
      const point = space.pointOf(asked, factsOf(asked))
      expect(holds(left, point)).toBe(holds(boxes, point) && !holds(others, point))
    }),
    { numRuns: 5000 },
  )
})

test('pieces of a box are disjoint', () => {
  fc.assert(
    fc.property(line, line, (first, second) => {
      const space = newSpace()
      for (const box of space.boxesOf(first))
        for (const other of space.boxesOf(second)) {
          const pieces = subtract(box, other)
          for (const piece of pieces) expect(pieces.filter((each) => intersect(piece, each) !== undefined)).toEqual([piece])
        }
    }),
  )
})

test('what nothing covers lies in the line and in no other, and where all is covered no connection is left', () => {
  fc.assert(
    fc.property(line, fc.array(line, { maxLength: 8 }), fc.array(connection, { minLength: 20, maxLength: 20 }), (record, others, asked) => {
      const space = newSpace()
      const boxes = space.boxesOf(record)
      const cover = others.flatMap((other) => space.boxesOf(other))
      const left = boxes.flatMap((box) => uncovered(box, cover) ?? [])
      for (const piece of left) {
        expect(holds(boxes, piece)).toBe(true)
        expect(holds(cover, piece)).toBe(false)
      }
      if (left.length === 0)
        for (const each of asked) {
          const point = space.pointOf(each, factsOf(each))
          expect(holds(boxes, point) && !holds(cover, point)).toBe(false)
        }
    }),
    { numRuns: 3000 },
  )
})

const covered = (text: string, ...others: string[]) => {
  const space = new ConnectionSpace(members, ['shop', 'guest'])
  const cover = others.flatMap((other) => space.boxesOf(entry(other)))
  return space.boxesOf(entry(text)).every((box) => uncovered(box, cover) === undefined)
}

test.each<[string, string[], boolean]>([
  ['host all all 10.0.0.0/8 trust', ['host all all 10.0.0.0/9 trust', 'host all all 10.128.0.0/9 trust'], true],
  ['host all all 10.0.0.0/8 trust', ['host all all 10.0.0.0/9 trust', 'host all all 10.128.0.0/10 trust'], false],
  ['host all all all trust', ['host all all 0.0.0.0/0 trust', 'host all all ::/0 trust'], true],
  ['host all all all trust', ['hostssl all all all trust', 'hostnossl all all all trust'], true],
  ['host all all all trust', ['hostssl all all all trust', 'hostgssenc all all all trust'], false],
  ['local all +readers trust', ['local all ann,bob,readers,staff trust'], false],
  ['local all +readers trust', ['local all +readers trust'], true],
  ['local all ann trust', ['local all +readers trust'], true],
  ['local all guest trust', ['local all +readers trust'], false],
  ['local sameuser ann trust', ['local ann all trust'], true],
  ['local sameuser all trust', ['local samerole all trust'], true],
  ['local samerole all trust', ['local sameuser all trust'], false],
  ['local samerole bob trust', ['local bob,readers all trust'], true],
  ['local shop /^a trust', ['local all /^a trust'], true],
  ['local shop /^a trust', ['local all /^b trust'], false],
  ['host all all .example.net trust', ['host all all .example.net trust'], true],
  ['host all all db.example.net trust', ['host all all samenet trust'], false],
  ['local @list all trust', ['local all all trust'], true],
  ['local replication all trust', ['local all all trust'], false],
])('%s after %j: covered %s', (text, others, expected) => {
  expect(covered(text, ...others)).toBe(expected)
})

test('a daemon without TLS is asked for no such connection', () => {
  const space = new ConnectionSpace(members, [], 1 | 2)
  expect(space.boxesOf(entry('hostssl all all all trust'))).toEqual([])
})

test('an example names what it can', () => {
  const space = newSpace()
  const example = (text: string) => space.boxesOf(entry(text)).map((box) => space.exampleOf(box))
  expect(example('hostssl shop bob 10.1.0.0/16 trust')).toEqual([{ kind: 'tls', user: 'bob', database: 'shop', replication: false, address: '10.1.0.1' }])
  expect(example('local replication ann trust')).toEqual([{ kind: 'local', user: 'ann', database: undefined, replication: true }])
  expect(example('host shop ann 2001:db8::7/128 trust')).toMatchObject([{ kind: 'plain', address: '2001:db8::7' }])
})

test('hundreds of rules take no time worth speaking of', () => {
  const texts = Array.from(
    { length: 400 },
    (_, n) => `host ${n % 3 === 0 ? 'all' : `db${n % 40}`} user${n % 60},+role${n % 9} 10.${n % 50}.0.0/${8 + (n % 9)} md5`,
  )
  const entries = texts.map(entry)
  const names = entries.flatMap(({ databases, users }) => [...databases, ...users].flatMap((token) => ('name' in token ? token.name : [])))
  const space = new ConnectionSpace(new Map(Array.from({ length: 60 }, (_, n) => [`user${n}`, new Set([`role${n % 9}`])])), names)
  const all = entries.map((each) => space.boxesOf(each))
  const started = performance.now()
  const dead = all.filter((boxes, index) => boxes.every((box) => uncovered(box, all.slice(0, index).flat()) === undefined))
  expect(dead.length).toBeGreaterThan(0)
  expect(performance.now() - started).toBeLessThan(20_000)
})
