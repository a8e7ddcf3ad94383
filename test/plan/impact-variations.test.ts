import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ParameterName, parameterNames } from '../../src/catalog/catalog.js'
import { compiledSide } from '../../src/diff/compiled-side.js'
import { diff } from '../../src/diff/diff.js'
import type { Side } from '../../src/diff/side.js'
import { variationsOf } from '../../src/explain/variations.js'
import { impactOf, impactOfFile } from '../../src/plan/impact/impact-of.js'
import { Source } from '../../src/source/source.js'
import type { Plain } from '../../src/syntax/node.js'

/** Parameters whose other values in the catalogue of variations are settings that nobody knows, and why. */
const unknowns: Partial<Record<ParameterName, string>> = { pg_parameters: 'shop.inbox is a setting of the user' }

function side(base: string, name?: ParameterName, value?: Plain): Side | undefined {
  const path = `fixtures/deployments/${base}.yml`
  const extra = name === undefined ? [] : [{ source: new Source('extra.json', JSON.stringify({ [name]: value })), form: 'file' as const }]
  return compiledSide(base, { inventories: [new Source(path, readFileSync(path, 'utf8'))], extraVariables: extra }).side
}

/** What other values of the parameter change, by effect. */
function effectsOf(before: Side, base: string, name: ParameterName): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const value of variationsOf(name)) {
    const after = side(base, name, value)
    if (before.known === undefined || after?.known === undefined) continue
    const sides = { before: before.known.model, after: after.known.model }
    for (const file of diff(before, after).files) {
      const impacts = file.changes.map((change) => [`${file.artifact} ${change.key}`, impactOf(file, change, sides).effect] as const)
      for (const [what, effect] of impacts.length > 0 ? impacts : [[`${file.kind} ${file.artifact}`, impactOfFile(file, sides).effect] as const])
        found.set(effect, [...(found.get(effect) ?? []), what])
    }
  }
  return found
}

/** IMPACT=all takes every parameter of both, which is minutes; else some of one. */
const all = process.env.IMPACT === 'all'
const names = parameterNames.filter((_, index) => all || index % 8 === 0)

describe('every other value of every parameter has an effect that is known', () => {
  test.each(all ? ['trio', 'debian'] : ['debian'])('%s', { timeout: 900_000 }, (base) => {
    const before = side(base) ?? expect.fail(base)
    const unknown: string[] = []
    for (const name of names) {
      const found = effectsOf(before, base, name)
      if (found.has('unknown') && unknowns[name] === undefined) unknown.push(`${name}: ${found.get('unknown')?.join(', ')}`)
    }
    expect(unknown).toEqual([])
  })
})
