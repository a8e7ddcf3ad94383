import { expect } from 'vitest'
import { parse } from 'yaml'
import { compileValid, minimal } from '../../compile.js'

/** The file of a pipeline of pg-test-1: its only source and its only transform, with their names. */
export function pipeline(job: string, cluster = '') {
  const text = compileValid(minimal({ cluster })).file('10.10.10.11', `/etc/vector/${job}.yaml`)
  expect(text, 'Vector would expand this').not.toMatch(/\$[A-Za-z0-9_{$]/)
  const { sources, transforms, ...rest } = parse(text)
  expect(rest).toEqual({})
  const [[sourceName, source], ...otherSources] = Object.entries<Record<string, unknown>>(sources) as [[string, Record<string, unknown>]]
  const [[transformName, transform], ...others] = Object.entries<Record<string, unknown>>(transforms) as [[string, Record<string, unknown>]]
  expect([...otherSources, ...others]).toEqual([])
  return { sourceName, source, transformName, transform, program: String(transform.source) }
}

/** Lines that put the labels of the instance's metrics into each event. */
export const labels = (job: string): string[] => [`"job": "${job}"`, '"cls": "pg-test"', '"ins": "pg-test-1"', '"ip": "10.10.10.11"']
