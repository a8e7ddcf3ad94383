import { describe, expect, test } from 'vitest'
import { isParameter, type ParameterName, parameterNames, parameters, sections } from '../../src/catalog/catalog.js'
import { foreign, isAnsibleName } from '../../src/catalog/foreign.js'
import { legacy } from '../../src/catalog/legacy.js'
import type { Parameter } from '../../src/catalog/parameter.js'
import { hasReference, readReference } from './reference.js'

interface Fact {
  name: string
  section: string
  type: string
  default?: unknown
  required?: boolean
  required_if?: string
  level: string
  sensitive: boolean
  values?: unknown[]
  restart: { action: string; service?: string }[]
  replaced_by?: string
}

/** Parameters that the reference has and its table of parameters leaves out, by section. */
const untabled: Readonly<Record<string, string>> = { GRAFANA: 'grafana_view_password' }

/** The section of parameters that only this compiler reads. */
const own = 'COMPILER'

/** What the reference documents and does nothing about: here a change of it acts (KD-03). */
const acting: ReadonlySet<string> = new Set(['pg_instances'])

describe.skipIf(!hasReference)('the facts of the reference', () => {
  const facts: Fact[] = hasReference ? readReference('parameters.yml').parameters : []

  test('name the same parameters, section by section', () => {
    const expected = new Map<string, string[]>()
    for (const fact of facts) expected.set(fact.section, [...(expected.get(fact.section) ?? []), fact.name])
    for (const [section, name] of Object.entries(untabled)) expected.get(section)?.push(name)
    const actual = new Map(sections.filter(({ id }) => id !== own).map((section) => [section.id, Object.keys(section.parameters)]))
    expect(actual).toEqual(expected)
    expect([...actual.values()].flat()).toHaveLength(219)
  })

  test.each(facts.map((fact) => [fact.name, fact] as const))('%s', (name, fact) => {
    if (!isParameter(name)) throw new Error(`${name} is missing`)
    const entry: Parameter = parameters[name]
    expect({
      type: entry.type,
      level: entry.level,
      secret: entry.secret === true,
      required: entry.required === true,
      requiredIf: entry.requiredIf,
      values: entry.values,
      open: fact.values?.some((value) => String(value).startsWith('<')) ? entry.open !== undefined : true,
      impact: acting.has(name) ? [{ action: 'none', service: undefined }] : entry.impact.map(({ action, service }) => ({ action, service })),
      replacedBy: entry.replacedBy,
      default: withoutWording(entry.default),
    }).toEqual({
      type: fact.type === 'int|auto' ? 'auto-int' : fact.type,
      level: fact.level,
      secret: fact.sensitive,
      required: fact.required === true,
      requiredIf: fact.required_if,
      values: fact.values?.map(String).filter((value) => !value.startsWith('<')),
      open: true,
      impact: fact.restart.map(({ action, service }) => ({ action, service })),
      replacedBy: fact.replaced_by,
      default: withoutWording(name === 'pg_delay' ? String(fact.default) : fact.default),
    })
  })

  test('list the names that are out of scope', () => {
    const known: { name: string; module?: string }[] = readReference('parameters.yml').known_out_of_scope
    expect(
      known
        .map((fact) => fact.name)
        .filter((name) => !isAnsibleName(name) && !Object.values(untabled).includes(name))
        .sort(),
    ).toEqual(Object.keys(foreign).sort())
    for (const { name, module } of known) if (module !== undefined && Object.hasOwn(foreign, name)) expect(foreign[name], name).toBe(module)
  })

  test('list the names of older versions', () => {
    const old: { name: string; new: string | null }[] = readReference('legacy.yml').parameters
    const read: { name: string; new: string | null }[] = readReference('legacy.yml').inventory_only
    const rows = [...old, ...read.flatMap((row) => row.name.split(', ').map((name) => ({ ...row, name })))].filter(({ name }) => !isParameter(name))
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(legacy).sort())
    for (const row of rows) expect(legacy[row.name]?.new ?? null, row.name).toBe(row.new)
  })

  test('agree on former names', () => {
    const moved: { name: string; new: string | null; kind?: string }[] = [
      ...readReference('legacy.yml').parameters,
      ...readReference('legacy.yml').inventory_only,
    ]
    for (const name of parameterNames) {
      const expected = moved.filter((row) => row.new === name && ['renamed', 'replaced', undefined].includes(row.kind)).map((row) => row.name)
      expect([...(formerOf(name) ?? [])].sort(), name).toEqual(expected.sort())
    }
  })
})

function formerOf(name: ParameterName): readonly string[] | undefined {
  return parameters[name].former
}

/** The comments of default roles and the titles of default rules are our own, and so is the spacing of the grants. */
function withoutWording(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((item: unknown) => {
    if (typeof item === 'string') return item.replace(/\s+/g, ' ')
    if (typeof item !== 'object' || item === null) return item
    return Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'comment' && key !== 'title'))
  })
}
