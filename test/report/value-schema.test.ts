import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ParameterName, parameterNames, parameters } from '../../src/catalog/catalog.js'
import { coerce } from '../../src/inventory/coerce.js'
import { inventorySchema } from '../../src/report/inventory-schema.js'
import { toPlain } from '../../src/syntax/node.js'
import { read } from '../syntax/read.js'

const validate = new Ajv({ strict: false }).compile(inventorySchema())

/** Whether the editor takes a value, and whether the compiler does. */
function verdicts(name: ParameterName, text: string): { editor: boolean; compiler: boolean } | undefined {
  const { node } = read(text)
  if (node === undefined) return undefined
  const editor = validate({ all: { vars: { [name]: toPlain(node) } } })
  return { editor, compiler: 'value' in coerce(parameters[name], node) }
}

/** Values without items: what lists hold is asked item by item. */
const scalars = parameterNames.filter((name) => !['list', 'map'].includes(parameters[name].type) && parameters[name].replacedBy === undefined)

const texts = fc.oneof(
  fc.constantFrom(
    'yes',
    'No',
    "'off'",
    'ON',
    '1',
    "'0'",
    '~',
    "''",
    '0123',
    '0x1F',
    '1_000',
    '1:30',
    '1.5',
    "'5432'",
    '-1',
    '70000',
    'auto',
    '2031-12-31',
    '[a, b]',
    '{}',
  ),
  fc.constantFrom(...parameterNames.flatMap((name) => parameters[name].values ?? [])),
  fc.constantFrom(...parameterNames.flatMap((name) => parameters[name].values ?? []).map((word) => word.toUpperCase())),
  fc.integer().map(String),
  fc.string({ maxLength: 12 }).map((text) => JSON.stringify(text)),
)

describe('the schema for editors', () => {
  test('takes whatever the compiler takes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scalars), texts, (name, text) => {
        const found = verdicts(name, text)
        if (found?.compiler) expect(found.editor, `${name}: ${text}`).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test.each<[ParameterName, string]>([
    ['pg_port', '0'],
    ['pg_port', 'many'],
    ['pg_max_conn', '5'],
    ['pg_mode', 'postgres'],
    ['pgbouncer_enabled', 'perhaps'],
    ['pgbouncer_enabled', '2'],
    ['pg_cluster', 'a_b'],
    ['pg_users', 'ann'],
    ['pg_parameters', '[]'],
    ['pg_weight', '256'],
    ['pg_shared_buffer_ratio', '2.5'],
    ['pg_dbsu', '[postgres]'],
  ])('refuses %s: %s, as the compiler does', (name, text) => {
    expect(verdicts(name, text)).toEqual({ editor: false, compiler: false })
  })

  test.each(parameterNames)('takes an expression for %s', (name) => {
    expect(validate({ all: { vars: { [name]: '{{ something }}' } } })).toBe(true)
  })

  test.each(parameterNames.filter((name) => parameters[name].default !== undefined))('takes the default of %s', (name) => {
    expect(validate({ all: { children: { a: { hosts: { h: { [name]: parameters[name].default } } } } } }), JSON.stringify(validate.errors?.[0])).toBe(true)
  })

  test.each([
    ['pg_users: [{ name: x, pgbouncer: ~, pool_mode: "" }]', true],
    ['pg_users: [{ login: true }]', false],
    ['pg_users: [{ name: x, logn: true }]', false],
    ['pg_hba_rules: [{ addr: world }, { rules: [local all all trust] }]', true],
    ['pg_hba_rules: [{ user: x }]', false],
    ['pg_databases: [{ name: x, extensions: [postgis, { name: x }] }]', true],
    ['pg_rto_plan: { fast: [20, 5, 5, 15, 5, 1s, 0.5s, 1s, 3, 3] }', true],
    ['pg_rto_plan: { fast: [20, 5] }', false],
    ['pg_instances: { 5433: { pg_port: 5433 } }', true],
    ['pg_instances: { 5433: { pg_port: x } }', false],
    ['pgbackrest_repo: { local: { path: /b, bundle: yes } }', true],
    ['some_name_of_mine: { a: [1] }', true],
  ])('%s', (text, expected) => {
    const { node } = read(text)
    expect(validate({ all: { vars: node === undefined ? null : toPlain(node) } })).toBe(expected)
  })
})
