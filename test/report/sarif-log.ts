import { expect } from 'vitest'

type Json = Record<string, unknown>

/**
 * Expects a log with what SARIF 2.1.0 demands of the objects that we write: the required properties of section 3, no property that the standard
 * does not have, and its rules on indices, regions and URIs. A stand-in for the standard's own JSON schema, written from its text.
 */
export function expectSarif(text: string): void {
  const log = object(JSON.parse(text), ['version', 'runs'], ['$schema'])
  expect(log.version).toBe('2.1.0')
  for (const run of list(log.runs)) {
    const { tool, columnKind, results } = object(run, ['tool', 'results'], ['columnKind'])
    expect(columnKind).toBe('utf16CodeUnits')
    const driver = object(object(tool, ['driver']).driver, ['name', 'version', 'rules'])
    expect(driver.name).toBe('pgcompile')
    const rules = list(driver.rules).map((rule) => object(rule, ['id', 'shortDescription', 'defaultConfiguration'], ['help']))
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { shortDescription, defaultConfiguration, help } of rules) {
      message(shortDescription)
      if (help !== undefined) message(help)
      level(object(defaultConfiguration, ['level']).level)
    }
    for (const item of list(results)) {
      const result = object(item, ['ruleId', 'ruleIndex', 'level', 'message', 'locations'], ['relatedLocations'])
      expect(rules[Number(result.ruleIndex)]?.id).toBe(result.ruleId)
      level(result.level)
      message(result.message)
      expect(list(result.locations)).toHaveLength(1)
      for (const location of list(result.locations)) physical(object(location, ['physicalLocation']).physicalLocation)
      const related = list(result.relatedLocations ?? []).map((location) => object(location, ['id', 'message', 'physicalLocation']))
      expect(related.map(({ id }) => id)).toEqual(related.map((_, index) => index))
      for (const other of related) {
        message(other.message)
        physical(other.physicalLocation)
      }
    }
  }
}

function object(value: unknown, required: readonly string[], optional: readonly string[] = []): Json {
  expect(value).toBeTypeOf('object')
  const found = value as Json
  expect(Object.keys(found)).toEqual(expect.arrayContaining([...required]))
  for (const key of Object.keys(found)) expect([...required, ...optional]).toContain(key)
  return found
}

function list(value: unknown): unknown[] {
  expect(Array.isArray(value)).toBe(true)
  return value as unknown[]
}

function message(value: unknown): void {
  expect(object(value, ['text']).text).toMatch(/./)
}

function level(value: unknown): void {
  expect(['none', 'note', 'warning', 'error']).toContain(value)
}

function physical(value: unknown): void {
  const { artifactLocation, region } = object(value, ['artifactLocation', 'region'])
  const uri = String(object(artifactLocation, ['uri']).uri)
  expect(uri).toMatch(/^(file:\/\/\/)?[A-Za-z0-9._~!$&'()*+;=@%/-]+$/)
  const { startLine, startColumn, endLine, endColumn } = object(region, ['startLine', 'startColumn', 'endLine', 'endColumn'])
  for (const number of [startLine, startColumn, endLine, endColumn]) expect(Number.isInteger(number) && Number(number) >= 1).toBe(true)
  expect(Number(endLine)).toBeGreaterThanOrEqual(Number(startLine))
  if (startLine === endLine) expect(Number(endColumn)).toBeGreaterThanOrEqual(Number(startColumn))
}
