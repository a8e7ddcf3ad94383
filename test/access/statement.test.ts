import { expect, test } from 'vitest'
import { readStatement } from '../../src/access/statement.js'

const names = (...texts: string[]) => texts.map((name) => expect.objectContaining({ name }))

test.each([
  ['app may reach shop from 10.0.0.0/8 with TLS', { subject: { kind: 'users', names: names('app') }, mood: 'may', databases: names('shop'), tls: true }],
  ['nobody reaches postgres from outside the intranet', { subject: { kind: 'others', names: [] }, mood: 'mayNot', from: [{ kind: 'outside' }] }],
  [
    'nobody but app, "only" and ann reaches shop',
    { subject: { kind: 'others', names: names('app', 'only', 'ann') }, mood: 'mayNot', from: [{ kind: 'anywhere' }] },
  ],
  [
    'only app reaches shop through pg-test:5433',
    { subject: { kind: 'others', names: names('app') }, mood: 'mayNot', through: expect.objectContaining({ name: 'pg-test', port: 5433 }) },
  ],
  [
    'role dbrole_readonly may reach shop, sales from the intranet and the socket',
    {
      subject: { kind: 'role', role: expect.objectContaining({ name: 'dbrole_readonly' }) },
      databases: names('shop', 'sales'),
      from: [{ kind: 'intranet' }, { kind: 'socket' }],
    },
  ],
  ['role may reach shop', { subject: { kind: 'users', names: names('role') } }],
  [
    'superusers cannot reach any database without TLS in pg-test',
    { subject: { kind: 'superusers' }, mood: 'mayNot', databases: 'any', tls: false, cluster: expect.objectContaining({ name: 'pg-test' }) },
  ],
  ['app must not reach database shop', { mood: 'mayNot', databases: names('shop') }],
])('%s', (text, expected) => {
  expect(readStatement(text)).toMatchObject(expected)
})

test.each([
  ['app reach', 'here comes a database', 'end'],
  ['may reach shop', 'here comes a user', 'may'],
  ['app shop', 'here comes `may reach`', 'shop'],
  ['app may shop', 'here comes `reach`', 'shop'],
  ['app may reach shop from mars', 'mars is no place', 'mars'],
  ['app may reach shop from 10.0.0.0/8 from 11.0.0.0/8', 'there is one `from` already', 'from'],
  ['app may reach shop with love', 'here comes `TLS`', 'love'],
  ['app may reach shop through pg-test:70000', 'is no door', 'pg-test:70000'],
  ['nobody may not reach shop', 'with nobody or only', 'nobody'],
  ['app may reach shop today', 'after the database', 'today'],
])('%s: %s', (text, reason, word) => {
  const misreading = readStatement(text)
  expect(misreading).toMatchObject({ reason: expect.stringContaining(reason) })
  if (!('reason' in misreading)) return
  if (word === 'end') expect(misreading.from).toBe(text.length)
  else expect(text.slice(misreading.from, misreading.to)).toBe(word)
})
