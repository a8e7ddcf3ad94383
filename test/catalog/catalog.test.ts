import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isParameter, parameterNames, parameters, secretNames, sections } from '../../src/catalog/catalog.js'
import { foreign, isAnsibleName } from '../../src/catalog/foreign.js'
import { legacy, legacyValues, reusedNames } from '../../src/catalog/legacy.js'
import type { Parameter } from '../../src/catalog/parameter.js'
import { misfit } from './misfit.js'

const entries = parameterNames.map((name): [string, Parameter] => [name, parameters[name]])

test('defaults are the frozen ones', () => {
  const frozen: unknown = JSON.parse(readFileSync(new URL('defaults.json', import.meta.url), 'utf8'))
  expect(Object.fromEntries(entries.map(([name, entry]) => [name, entry.default ?? null]))).toEqual(frozen)
})

test('no parameter stands in two sections', () => {
  const names = sections.flatMap((section) => Object.keys(section.parameters))
  expect(names).toEqual([...new Set(names)])
  expect(names).toEqual(parameterNames)
})

test('sections have distinct ids and titles', () => {
  expect(new Set(sections.map((section) => section.id)).size).toBe(sections.length)
  expect(new Set(sections.map((section) => section.title)).size).toBe(sections.length)
})

describe('every parameter is coherent', () => {
  test.each(entries)('%s', (name, entry) => {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
    expect(entry.doc).toMatch(/^[A-Za-z].*\.$/)
    expect(entry.impact.length).toBeGreaterThan(0)
    expect(misfit(entry)).toBeUndefined()
    if (entry.type === 'enum') expect(entry.values?.length).toBeGreaterThan(1)
    if (entry.values !== undefined && entry.default !== undefined) expect(entry.values).toContain(entry.default)
    if (entry.open !== undefined) expect(entry.values).toBeDefined()
    if (entry.type === 'list' || (entry.type === 'map' && name !== 'pg_instances')) expect(entry.items).toBeDefined()
    else expect(entry.items).toBeUndefined()
    if (entry.min !== undefined && entry.max !== undefined) expect(entry.min).toBeLessThan(entry.max)
    if (entry.type === 'password') expect(entry.secret).toBe(true)
    if (entry.required) expect(entry.default).toBeUndefined()
    if (entry.requiredIf !== undefined) expect(entries.find(([other]) => other === entry.requiredIf)?.[1].type).toBe('bool')
    if (entry.replacedBy !== undefined) expect(isParameter(entry.replacedBy)).toBe(true)
  })
})

test('a former name is a legacy name that points here, or a superseded parameter', () => {
  for (const [name, entry] of entries)
    for (const former of entry.former ?? []) expect(legacy[former]?.new ?? (isParameter(former) ? parameters[former].replacedBy : undefined), former).toBe(name)
})

test('foreign, legacy, Ansible and own names are disjoint', () => {
  for (const name of Object.keys(foreign)) expect([name, isParameter(name), name in legacy, isAnsibleName(name)]).toEqual([name, false, false, false])
  for (const name of Object.keys(legacy)) expect([name, isParameter(name), isAnsibleName(name)]).toEqual([name, false, false])
  expect(entries.filter(([name]) => isAnsibleName(name))).toEqual([])
})

test('legacy names point at names that exist, in full sentences', () => {
  for (const [name, entry] of Object.entries(legacy)) {
    if (entry.new !== undefined) expect(isParameter(entry.new) || entry.new in foreign, `${name} -> ${entry.new}`).toBe(true)
    expect(entry.message, name).toMatch(/^[A-Z].*\.$/)
  }
  for (const name of Object.keys(reusedNames)) expect(isParameter(name), name).toBe(true)
})

test('names of Object.prototype are no names', () => {
  for (const name of ['constructor', 'toString', '__proto__']) expect([isParameter(name), name in foreign, name in legacy]).toEqual([false, false, false])
})

test.each([
  ['pg_rto', 30, 'norm'],
  ['pg_mode', 'oracle', 'pgsql'],
  ['pg_pwd_enc', 'md5', 'scram-sha-256'],
  ['patroni_watchdog_mode', false, 'off'],
  ['pg_default_extensions', [{ name: 'adminpack', schema: 'pg_catalog' }], [{ name: 'pg_repack' }, 'pgstattuple']],
])('an old value of %s is recognised', (parameter, old, current) => {
  const rows = legacyValues.filter((row) => row.parameter === parameter)
  expect(rows.map((row) => [row.matches(old), row.matches(current)])).toEqual([[true, false]])
})

test('old values are of existing parameters and match no default', () => {
  for (const { parameter, matches } of legacyValues) {
    if (!isParameter(parameter)) throw new Error(parameter)
    expect(matches(parameters[parameter].default), parameter).toBe(false)
  }
})

test('the secrets are all named', () => {
  expect([...secretNames]).toMatchInlineSnapshot(`
    [
      "pg_dbsu_password",
      "pg_replication_password",
      "pg_admin_password",
      "pg_monitor_password",
      "patroni_password",
      "pg_etcd_password",
      "pgsodium_key",
      "pgbackrest_repo",
      "pg_exporter_url",
      "pgbouncer_exporter_url",
      "haproxy_admin_password",
      "vip_auth_pass",
      "etcd_root_password",
      "grafana_admin_password",
      "grafana_view_password",
    ]
  `)
})
