import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const path = '/pg/data/pg_hba.conf'

test('the default rules: 29 lines with one infra host, and who they are for', () => {
  const compiled = compileValid(minimal())
  const lines = compiled
    .file('10.10.10.11', path)
    .split('\n')
    .filter((line) => /^[a-z]/.test(line))
  expect(lines).toHaveLength(29)
  expect(lines.slice(0, 3).map((line) => line.replace(/ +/g, ' '))).toEqual([
    'local all postgres ident',
    'local replication postgres ident',
    'local replication replicator scram-sha-256',
  ])
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'postgres', group: 'postgres', mode: '0600', secret: false })
})

test('titles stand above their lines, and a rule without one names its place', () => {
  const cluster = 'pg_default_hba_rules: []\npg_hba_rules: [{ title: for bob, user: bob, addr: local }, { addr: local, auth: trust }]'
  expect(compileValid(minimal({ cluster })).file('10.10.10.11', path)).toMatch(/\n# for bob\nlocal .*\n\n# pg_hba_rules\[1\]\nlocal .* trust\n$/)
})

test('no Patroni, no file', () => {
  expect(compileValid(minimal({ cluster: 'patroni_enabled: false' })).has('10.10.10.11', path)).toBe(false)
})
