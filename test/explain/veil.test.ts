import { expect, test } from 'vitest'
import { mask } from '../../src/diagnostics/mask.js'
import type { Cause } from '../../src/explain/cause.js'
import { veilLine } from '../../src/explain/veil.js'

const password: Cause = {
  kind: 'definition',
  name: 'pg_users',
  label: 'pg_users[0].password',
  secret: true,
  value: 'Copper-Finch-90',
  others: [],
  give: () => expect.fail(),
}
const port: Cause = { ...password, name: 'pg_port', label: 'pg_port', secret: false, value: 5432 }
const nothing = (): boolean => false

test('a credential that stands in a line is covered alone', () => {
  expect(veilLine('  password: "Copper-Finch-90" # of app', [port, password], nothing)).toBe(`  password: "${mask}" # of app`)
})

test('one that has another form there takes all behind the first word with it', () => {
  expect(veilLine('  password: 9f2c1e', [password], nothing)).toBe(`  password: ${mask}`)
  expect(veilLine('SCRAM-SHA-256$4096', [password], nothing)).toBe(`SCRAM-SHA-256${mask}`)
})

test('so does a known part of one, whatever the line is made of', () => {
  const betrays = (text: string): boolean => text.includes('Finch')
  expect(veilLine('comment = Finch and others', [], betrays)).toBe(`comment ${mask}`)
  expect(veilLine('comment = Finch and others', [port], betrays)).not.toContain('Finch')
  expect(veilLine('a: Copper-Finch-90, b: Finch', [password], betrays)).toBe(`a: ${mask}`)
})

test('other lines stay as they are', () => {
  expect(veilLine('port: 5432', [port], nothing)).toBe('port: 5432')
  expect(veilLine('port: 5432', [{ ...password, value: '' }], nothing)).toBe('port: 5432')
})
