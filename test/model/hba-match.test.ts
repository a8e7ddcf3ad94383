import { expect, test } from 'vitest'
import { decide, type HbaConnection, matchRecord } from '../../src/model/hba-match.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { parseAddress } from '../../src/syntax/address.js'
import { type HbaEntry, isHbaRecord, readHbaLine } from '../../src/syntax/hba.js'

const at = new Span(new Source('x', ''), 0, 0)

function entry(text: string): HbaEntry {
  const reading = readHbaLine(text)
  if (reading === undefined || 'problem' in reading) throw new Error(text)
  return reading.entry
}

function connection(from: string | undefined, more: Partial<HbaConnection> = {}): HbaConnection {
  const address = from === undefined ? undefined : parseAddress(from.replace('tls ', ''))
  return {
    database: 'shop',
    user: 'bob',
    roles: new Set(['staff']),
    ...(address === undefined ? {} : { from: { address, tls: from?.startsWith('tls ') === true } }),
    ...more,
  }
}

test.each<[string, string | undefined, string]>([
  ['local all all trust', undefined, 'yes'],
  ['local all all trust', '10.0.0.1', 'no'],
  ['host all all all trust', undefined, 'no'],
  ['host all all 10.0.0.0/8 trust', '10.0.0.1', 'yes'],
  ['host all all 10.0.0.0/8 trust', '11.0.0.1', 'no'],
  ['host all all ::/0 trust', '10.0.0.1', 'no'],
  ['hostssl all all all trust', '10.0.0.1', 'no'],
  ['hostssl all all all trust', 'tls 10.0.0.1', 'yes'],
  ['hostnossl all all all trust', 'tls 10.0.0.1', 'no'],
  ['hostgssenc all all all trust', '10.0.0.1', 'no'],
  ['host all all samenet trust', '10.0.0.1', 'unknown'],
  ['host other all samenet trust', '10.0.0.1', 'no'],
  ['local a,shop all trust', undefined, 'yes'],
  ['local sameuser all trust', undefined, 'no'],
  ['local replication all trust', undefined, 'no'],
  ['local samerole all trust', undefined, 'no'],
  ['local all +staff trust', undefined, 'yes'],
  ['local all +bob trust', undefined, 'yes'],
  ['local all staff trust', undefined, 'no'],
  ['local all /x trust', undefined, 'unknown'],
  ['local all /x,bob trust', undefined, 'yes'],
  ['local @list all trust', undefined, 'unknown'],
])('%s for a client from %s: %s', (text, from, expected) => {
  const record = entry(text)
  if (!isHbaRecord(record)) throw new Error(text)
  expect(matchRecord(record, connection(from))).toBe(expected)
})

test.each<[string, string]>([
  ['local replication all trust', 'yes'],
  ['local all,shop,"replication" all trust', 'no'],
  ['local @list all trust', 'unknown'],
])('%s for a standby: %s', (text, expected) => {
  const record = entry(text)
  if (!isHbaRecord(record)) throw new Error(text)
  expect(matchRecord(record, connection(undefined, { replication: true }))).toBe(expected)
})

test.each<[string, string]>([
  ['local all +staff trust', 'unknown'],
  ['local samerole all trust', 'unknown'],
  ['local all +bob trust', 'yes'],
])('%s for somebody whose roles nobody knows: %s', (text, expected) => {
  const record = entry(text)
  if (!isHbaRecord(record)) throw new Error(text)
  expect(matchRecord(record, connection(undefined, { roles: undefined }))).toBe(expected)
})

test('the first line that matches decides, and an earlier one that might is named', () => {
  const lines = ['include more', 'local all eve reject', 'local all /b md5', 'local all bob trust', 'local all all reject'].map((text) => ({
    entry: entry(text),
    at,
    where: { databases: at, users: at, method: at },
  }))
  const decision = decide([{ at, source: 'x', given: true, tls: false, lines }], connection(undefined))
  expect(decision.line).toBe(lines[3])
  expect(decision.perhaps).toEqual([lines[0], lines[2]])
  expect(decide([], connection(undefined))).toEqual({ perhaps: [] })
})
