import { describe, expect, test } from 'vitest'
import { parameterNames, parameters } from '../../src/catalog/catalog.js'
import type { Attribute, ObjectName, ObjectSchema } from '../../src/catalog/object.js'
import { objects } from '../../src/catalog/objects.js'
import type { Parameter } from '../../src/catalog/parameter.js'
import { misfit } from './misfit.js'
import { hasReference, readReference } from './reference.js'

const plainItems = ['string', 'cidr', 'scalar']
const schemas = Object.entries<ObjectSchema>(objects)
const attributes = schemas.flatMap(([kind, schema]) => Object.entries(schema.attributes).map(([name, attribute]) => [`${kind}.${name}`, attribute] as const))

test.each(attributes)('%s is coherent', (_name, attribute) => {
  expect(attribute.doc).toMatch(/^[A-Zft].*\.$/s)
  expect(misfit(attribute)).toBeUndefined()
  if (attribute.type === 'list' || attribute.type === 'map') expect([...plainItems, ...Object.keys(objects)]).toContain(attribute.items)
  else expect(attribute.items).toBeUndefined()
  if (attribute.type === 'password') expect(attribute.secret).toBe(true)
})

test.each(schemas)('%s: shorthand and legacy names fit its attributes', (_kind, schema) => {
  if (schema.shorthand !== undefined) expect(Object.keys(schema.attributes)).toContain(schema.shorthand)
  for (const attribute of Object.values(schema.attributes))
    if (attribute.requiredUnless !== undefined) expect(Object.keys(schema.attributes)).toContain(attribute.requiredUnless)
  for (const old of Object.keys(schema.legacy ?? {})) expect(Object.keys(schema.attributes)).not.toContain(old)
})

test('every schema is used by a parameter or an attribute', () => {
  const uses = [...parameterNames.map((name): string | undefined => parameters[name].items), ...attributes.map(([, attribute]) => attribute.items)]
  expect(new Set(uses.filter((use) => use !== undefined && !plainItems.includes(use)))).toEqual(new Set(Object.keys(objects)))
})

describe('default items', () => {
  const lists = parameterNames
    .map((name): [string, Parameter] => [name, parameters[name]])
    .filter(([, { items, default: d }]) => items !== undefined && items in objects && Object.keys(d ?? {}).length > 0)

  test.each(lists)('%s has only known attributes of the right type', (_name, { items, default: value }) => {
    const schema = schemas.find(([kind]) => kind === items)?.[1]
    if (schema === undefined) throw new Error('filtered above')
    for (const item of Object.values(value ?? {})) {
      if (typeof item === 'string') expect(schema.shorthand).toBeDefined()
      else if (schema.form === 'tuple') expect(Object.keys(item)).toHaveLength(Object.keys(schema.attributes).length)
      else
        for (const [key, content] of Object.entries<NonNullable<Attribute['default']>>(item)) {
          const attribute = schema.attributes[key]
          expect(attribute, key).toBeDefined()
          if (attribute !== undefined) expect(misfit({ ...attribute, default: content }), key).toBeUndefined()
        }
    }
  })
})

interface Fact {
  name: string
  type: string
  default?: unknown
  required?: boolean
  values?: unknown[]
  sensitive?: boolean
  min_pg_version?: number
}

describe.skipIf(!hasReference)('the facts of the reference', () => {
  const reference = readReference('objects.yml')
  const kinds: [ObjectName, Fact[]][] = hasReference
    ? [
        ['user', reference.pg_users.attributes],
        ['role-grant', reference.pg_users.role_grant.map_form],
        ['database', reference.pg_databases.attributes],
        ['schema', reference.pg_databases.schema_item.map_form],
        ['extension', reference.pg_databases.extension_item.map_form],
        ['service', reference.pg_services.attributes],
        ['hba-rule', reference.pg_hba_rules.attributes],
        ['exporter', reference.pg_exporters.attributes],
        ['haproxy-service', reference.haproxy_services.attributes],
        ['haproxy-server', reference.haproxy_services.server_item],
      ]
    : []

  test.each(kinds)('%s', (kind, facts) => {
    const schema: ObjectSchema = objects[kind]
    expect(Object.entries(schema.attributes).map(([name, a]) => view(name, a))).toEqual(facts.map((fact) => factView(fact)))
  })

  test('rto-row has the columns in order', () => {
    const columns: { name: string; type: string; unit?: string }[] = reference.pg_rto_plan.columns
    expect(Object.entries<Attribute>(objects['rto-row'].attributes).map(([name, { type, unit }]) => ({ name, type, unit }))).toEqual(
      columns.map(({ name, type, unit }) => ({ name, type, unit })),
    )
  })

  test('repository has the options of pgBackRest', () => {
    const options: { name: string; pgbackrest_default?: unknown; values?: string[]; sensitive?: boolean }[] = reference.pgbackrest_repo.known_options
    const described = new Map<string, Fact>(reference.pgbackrest_repo.attributes.map((fact: Fact) => [fact.name, fact]))
    const schema: ObjectSchema = objects.repository
    expect(Object.keys(schema.attributes)).toEqual(options.map((option) => option.name))
    for (const option of options) {
      const attribute = schema.attributes[option.name]
      const standard = option.pgbackrest_default
      expect(attribute?.default, option.name).toBe(typeof standard === 'boolean' ? (standard ? 'y' : 'n') : standard)
      expect(attribute?.secret === true, option.name).toBe(option.sensitive === true || described.get(option.name)?.sensitive === true)
      expect([...(attribute?.values ?? [])].sort(), option.name).toEqual([...(option.values ?? [])].sort())
      const type = described.get(option.name)?.type
      if (type !== undefined) expect(attribute?.type, option.name).toBe(type === 'bool' ? 'yes-no' : type)
    }
  })

  test('legacy attributes', () => {
    const rows: { object: string; old: string; new: string | null }[] = readReference('legacy.yml').attributes
    const kindOf: Record<string, ObjectName> = {
      'pg_users[]': 'user',
      'pg_databases[]': 'database',
      'pg_services[]': 'service',
      'haproxy_services[]': 'haproxy-service',
    }
    for (const { object, old, new: replacement } of rows) {
      const kind = kindOf[object]
      if (kind === undefined) continue
      const schema: ObjectSchema = objects[kind]
      expect(schema.legacy?.[old]?.new, `${kind}.${old}`).toBe(replacement)
    }
  })
})

function view(name: string, a: Attribute): unknown {
  return {
    name,
    type: a.type,
    required: a.required === true || a.requiredUnless !== undefined,
    default: a.default,
    values: a.values,
    secret: a.secret === true,
    since: a.since,
  }
}

function factView(fact: Fact): unknown {
  return {
    name: fact.name,
    type: fact.type,
    required: fact.required === true,
    default: fact.default ?? undefined,
    values: fact.values?.map(String).filter((value) => !value.startsWith('<')),
    secret: fact.sensitive === true,
    since: fact.min_pg_version,
  }
}
