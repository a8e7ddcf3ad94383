import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../../compile.js'

const path = '/pg/conf/pgsodium.key'

test('the key of the inventory, else one that follows from the name of the cluster', () => {
  const key = '0123456789abcdef'.repeat(4)
  const { files } = compileValid(minimal({ cluster: `pgsodium_key: '${key}'` }))
  expect(files.find((file) => file.path === path)).toMatchObject({ text: `${key}\n`, owner: 'postgres', mode: '0600', secret: true })
  const derived = createHash('sha256').update('pg-test').digest('hex')
  expect(compileValid(minimal()).file('10.10.10.11', path)).toBe(`${derived}\n`)
})

test('a key of another length', () => {
  expectErrors(minimal({ cluster: 'pgsodium_key: abc' }), [{ code: 'value-format', line: 10 }])
})
