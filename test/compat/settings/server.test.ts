import { afterAll, describe, expect, test } from 'vitest'
import { wantedValue } from '../../../src/compat/settings/check.js'
import { settingFacts, settingNames } from '../../../src/compat/settings/settings.js'
import type { Unit } from '../../../src/syntax/guc.js'
import { hasPostgres, PostgresServer, Sandbox } from '../../daemons/postgres.js'
import { alterSystem, outcomes } from '../../daemons/statements.js'

interface Row {
  readonly name: string
  readonly type: string
  readonly context: string
  readonly unit: Unit | null
  readonly min: string | null
  readonly max: string | null
  readonly values: readonly string[] | null
}

/** Those that SHOW has and pg_settings has not. */
const unlisted = ['default_with_oids', 'is_superuser', 'role', 'seed', 'session_authorization', 'ssl_renegotiation_limit']

describe.runIf(hasPostgres)('the table of settings and a real PostgreSQL 15', () => {
  const sandbox = new Sandbox()
  const server = PostgresServer.create(sandbox, 7150)
  afterAll(() => {
    server.stop()
    sandbox.remove()
  })
  const rows: readonly Row[] = JSON.parse(
    server.psql(`SELECT json_agg(json_build_object('name', name, 'type', CASE vartype WHEN 'bool' THEN 'boolean' ELSE vartype END, 'context', context,
      'unit', unit, 'min', min_val, 'max', max_val, 'values', enumvals)) FROM pg_settings WHERE name NOT LIKE '%.%'`),
  )

  test('it knows exactly the settings of the server', () => {
    const known = new Set(rows.map(({ name }) => name))
    expect(settingNames(15).filter((name) => !known.has(name) && !unlisted.includes(name))).toEqual([])
    expect(rows.filter(({ name }) => settingFacts(name, 15) === undefined).map(({ name }) => name)).toEqual([])
    expect(rows.length).toBeGreaterThan(340)
  })

  test.each(rows)('$name', ({ name, type, context, unit, min, max, values }) => {
    const facts = settingFacts(name, 15)
    expect(facts).toMatchObject({ type, context })
    if (name === 'server_version_num') return
    // A boundary of floating point is shown with six digits.
    expect([facts?.unit ?? null, rounded(facts?.min), rounded(facts?.max)]).toEqual([
      unit,
      min === null ? null : Number(min),
      max === null ? null : Number(max),
    ])
    expect([...(facts?.values ?? [])].sort()).toEqual([...(values ?? [])].sort())
  })

  test('names that the server does not list are there', () => {
    for (const name of [...unlisted, 'sort_mem', 'vacuum_mem']) server.psql(`SHOW ${name}`)
    expect(settingFacts('sort_mem', 15)).toEqual(settingFacts('work_mem', 15))
  })

  test('ALTER SYSTEM takes exactly the words that the table has for a choice', () => {
    const words = [
      ...new Set(rows.flatMap(({ values }) => values ?? [])),
      'true',
      'false',
      'yes',
      'no',
      '1',
      '0',
      'ON',
      'of',
      't',
      'debug',
      'info',
      'archive',
      '',
    ]
    const probes = rows
      .filter(({ name, type, context }) => type === 'enum' && context !== 'internal' && name !== 'transaction_isolation')
      .flatMap(({ name }) => words.map((word) => ({ name, word })))
    const taken = outcomes(
      server,
      probes.map(({ name, word }) => alterSystem(name, word)),
    )
    const differ = probes.filter(({ name, word }, index) => {
      const facts = settingFacts(name, 15)
      return facts === undefined || (wantedValue(facts, word) === undefined) !== taken[index]
    })
    expect(differ).toEqual([])
  })

  test('a role can have the settings of context user and superuser, and no others', () => {
    const probes = rows.filter(({ type, name }) => type !== 'string' && !name.startsWith('transaction_'))
    server.psql('CREATE ROLE shop')
    const taken = outcomes(
      server,
      probes.map(({ name }) => `ALTER ROLE shop SET ${name} FROM CURRENT`),
    )
    const differ = probes.filter(({ context }, index) => ['user', 'superuser'].includes(context) !== taken[index])
    expect(differ.map(({ name, context }) => `${name} ${context}`)).toEqual([])
  })
})

function rounded(number: number | undefined): number | null {
  return number === undefined ? null : Number(number.toPrecision(6)) === 1.79769e308 || Math.abs(number) > 1e300 ? Number(number.toPrecision(6)) : number
}
