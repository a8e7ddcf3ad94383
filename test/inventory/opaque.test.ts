import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'
import { machine, minimal } from '../compile.js'
import { inline, locked, lockedText, seal } from '../vault.js'

const facts = [new Source('facts.yml', machine)]
const findings = (text: string): string[] =>
  check({ inventories: [new Source('inventory.yml', text)], facts }).diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`)
const vault = inline(locked, 0)

describe('checked without a password', () => {
  test('encrypted values are listed in one note, each with its name and place', () => {
    const text = minimal({
      all: `pg_dbsu_password: ${vault}\nvault_other: ${inline(seal('x', 'y'), 0)}`,
      cluster: `pg_users: [{ name: ann, password: !vault ${JSON.stringify(seal('z', 'y'))} }]`,
    })
    const { diagnostics, model } = check({ inventories: [new Source('inventory.yml', text)], facts })
    const [note, ...others] = diagnostics.filter(({ code }) => code.startsWith('value-'))
    expect(others).toEqual([])
    expect(note).toMatchObject({ severity: 'note', code: 'value-opaque' })
    const line = (word: string): number => text.split('\n').findIndex((each) => each.includes(word)) + 1
    const listed = [note?.message.split(' ')[0], ...(note?.related ?? []).map(({ message }) => message)]
    expect(listed.sort()).toEqual(['pg_dbsu_password', 'pg_users[0].password', 'vault_other'])
    const lines = [note?.at.from.line, ...(note?.related ?? []).map(({ at }) => at.from.line)]
    expect(lines.sort()).toEqual([line('pg_dbsu_password'), line('name: ann'), line('vault_other')].sort())
    expect(model).toBeDefined()
  })

  test.each([
    'pg_admin_password',
    'haproxy_admin_password',
    'pg_port',
    'pg_version',
    'pg_conf',
    'pg_weight',
    'pg_users',
    'pg_hba_rules',
    'pg_parameters',
    'pg_services',
    'pgbackrest_repo',
    'pg_listen',
    'pg_data',
    'pg_locale',
    'node_crontab',
    'patroni_enabled',
    'pgbouncer_exporter_url',
  ])('nothing more is said about an encrypted %s', (name) => {
    const before = findings(minimal())
    const after = findings(minimal({ cluster: `${name}: ${vault}` })).filter((line) => !before.includes(line))
    expect(after).toEqual([`note value-opaque ${name} is encrypted, and without a password nothing is said about what is in it`])
  })

  test('it is no other password than the one of the system user', () => {
    const of = (password: string): string =>
      findings(minimal({ all: `pg_dbsu_password: ${password}`, cluster: 'pg_users: [{ name: postgres, password: clear-text }]' })).join('\n')
    expect(of(vault)).not.toMatch(/system-user-password/)
    expect(of('another')).toMatch(/system-user-password/)
  })

  test('what is made of it by an expression is opaque too', () => {
    const lines = findings(minimal({ cluster: `pg_port: "{{ secret_port }}"\nsecret_port: ${vault}` }))
    expect(lines.filter((line) => !line.startsWith('note'))).toEqual([])
  })

  test('an inventory that is encrypted as a whole is an error, since nobody knows its hosts', () => {
    expect(findings(locked)).toEqual(['error value-vault inventory.yml is encrypted as a whole, and without its password nobody knows a host of it'])
  })
})

describe('compiled without a password', () => {
  const run = (text: string, opaque = false) => compile({ inventories: [new Source('inventory.yml', text)], facts }, { opaque })
  const errors = (text: string): string[] =>
    run(text).diagnostics.flatMap(({ severity, at, code, hint }) => (severity === 'error' ? [`${at.from.line} ${code} ${hint}`] : []))

  test('each value that a file needs is an error with the way out, and the others are none', () => {
    const text = minimal({ cluster: `pg_parameters: { primary_conninfo: !vault ${JSON.stringify(locked)} }\nnobody_reads_this: ${inline(seal('x', 'y'), 0)}` })
    const line = text.split('\n').findIndex((each) => each.includes('primary_conninfo')) + 1
    expect(errors(text)).toEqual([`${line} value-vault say where the password is with --vault-password-file, or --vault-id <id>@<file>`])
    expect(run(text).files).toEqual([])
  })

  test('also one that only an expression reads', () => {
    const text = minimal({ cluster: `pg_dbsu_password: "{{ secret }}"\nsecret: ${vault}` })
    expect(errors(text)).toHaveLength(1)
    expect(run(text).files).toEqual([])
  })

  test('for a comparison it is one word, the same as long as the ciphertext is', () => {
    const { files } = run(minimal({ cluster: `pg_parameters: { primary_conninfo: !vault ${JSON.stringify(locked)} }` }), true)
    expect(files.filter(({ text }) => text.includes(lockedText)).map(({ path, secret }) => `${path} ${secret}`)).toEqual(['/pg/data/postgresql.auto.conf true'])
  })
})
