import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FormatId } from '../../src/artifacts/artifact.js'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { compile } from '../../src/compile.js'
import type { Change, FileChange, SideFile } from '../../src/diff/change.js'
import { keyText, plain } from '../../src/diff/facts/compare.js'
import type { Fact } from '../../src/diff/facts/fact.js'
import { readFacts } from '../../src/diff/facts/read-facts.js'
import { Veil } from '../../src/diff/veil.js'
import type { Model } from '../../src/model/model.js'
import { impactOf, impactOfFile } from '../../src/plan/impact/impact-of.js'
import type { Sides } from '../../src/plan/impact/question.js'
import { rules } from '../../src/plan/impact/rules.js'
import { effects } from '../../src/plan/impact.js'
import { Source } from '../../src/source/source.js'

/** Keys of which nobody can say what a change needs, and why. */
const unknowns: Readonly<Record<string, string>> = {
  'postgres/postgresql.auto.conf shop.inbox': 'a setting of the user: what defines it, if anything does, is not known',
}

interface Deployment {
  readonly name: string
  readonly model: Model
  readonly files: readonly SideFile[]
}

const formats = new Map(artifacts.map(({ id, format }) => [id, format]))
const veil = new Veil([])
let deployments: Deployment[] = []

beforeAll(() => {
  deployments = readdirSync('fixtures/deployments').map((name) => {
    const path = `fixtures/deployments/${name}`
    const { model, files } = compile({ inventories: [new Source(path, readFileSync(path, 'utf8'))] })
    if (model === undefined) throw new Error(`${path} has no model`)
    return { name, model, files }
  })
}, 60_000)

function fileChange(file: SideFile, format: FormatId): FileChange {
  const { artifact, component, instance, host, path, secret } = file
  return {
    kind: 'changed',
    host,
    path,
    ...(artifact === undefined ? {} : { artifact }),
    ...(component === undefined ? {} : { component }),
    ...(instance === undefined ? {} : { instance }),
    format,
    secret,
    before: file,
    after: file,
    changes: [],
    rights: [],
  }
}

/** Every fact changed, gone, and new; a branch only gone and new, as a comparison has it. */
function* changesOf(fact: Fact, path: readonly string[]): Generator<Change> {
  const common = { path, key: keyText(path), secret: fact.kind === 'leaf' && fact.secret, origins: [] }
  const value = plain(fact)
  if (path.length > 0) {
    yield { ...common, kind: 'added', after: value }
    yield { ...common, kind: 'removed', before: value }
  }
  if (fact.kind === 'leaf') yield { ...common, kind: 'changed', before: value, after: typeof value === 'number' ? value + 1 : `${value}x` }
  else for (const [name, inner] of fact.entries) yield* changesOf(inner, [...path, name])
}

describe('every key of every file that can be written has an answer', () => {
  test('each artifact has a rule, and no rule is without one', () => {
    expect(Object.keys(rules).sort()).toEqual(artifacts.map(({ id }) => id).sort())
  })

  test('the goldens have a file of each artifact', () => {
    expect([...new Set(deployments.flatMap(({ files }) => files.map(({ artifact }) => artifact)))].sort()).toEqual(artifacts.map(({ id }) => id).sort())
  })

  test('changed, new and gone keys', () => {
    const found = new Set<string>()
    const looked = new Set<string>()
    for (const { model, files, name } of deployments) {
      const sides: Sides = { before: model, after: model }
      for (const file of files) {
        const format = formats.get(file.artifact ?? '')
        if (format === undefined) throw new Error(`${file.path} has no format`)
        const facts = readFacts(format, file.text, veil, file.secret)
        if (facts === undefined) throw new Error(`${file.path} cannot be read`)
        // Files of many members differ in addresses and numbers only.
        const seen = `${name} ${file.artifact} ${file.text.replace(/\d+/g, '0')}`
        if (looked.has(seen)) continue
        looked.add(seen)
        for (const change of changesOf(facts, [])) {
          const impact = impactOf(fileChange(file, format), change, sides)
          if (!effects.includes(impact.effect) || impact.reason.length < 10 || impact.source === '') expect.fail(`${file.artifact} ${change.key}`)
          if (impact.effect === 'unknown') found.add(`${file.artifact} ${change.key}`)
        }
      }
    }
    expect([...found].sort()).toEqual(Object.keys(unknowns).sort())
  }, 120_000)

  test('whole files, with and without models', () => {
    for (const { model, files } of deployments)
      for (const file of files)
        for (const kind of ['added', 'removed'] as const)
          for (const sides of [{ before: model, after: model }, {}] satisfies Sides[]) {
            const { before: _, after: __, ...rest } = fileChange(file, 'text')
            const impact = impactOfFile({ ...rest, kind, ...(kind === 'added' ? { after: file } : { before: file }) }, sides)
            expect(impact.effect, `${kind} ${file.artifact}`).not.toBe('unknown')
          }
  })

  test('no answer repeats a credential', () => {
    let credentials = 0
    for (const { model, files } of deployments)
      for (const file of files.filter(({ artifact, secret }) => secret && artifact !== 'sql/pg-user.sql')) {
        const format = formats.get(file.artifact ?? '')
        const facts = format && readFacts(format, file.text, veil, true)
        if (format === undefined || facts === undefined) throw new Error(`${file.path} cannot be read`)
        for (const [path, value] of credentialsOf(facts, [])) {
          const change: Change = { kind: 'changed', path, key: keyText(path), secret: true, origins: [] }
          const impact = impactOf(fileChange(file, format), change, { before: model, after: model })
          if (value.length > 8 && !change.key.includes(value)) expect(`${impact.command} ${impact.reason}`).not.toContain(value)
          credentials++
        }
      }
    expect(credentials).toBeGreaterThan(100)
  })
})

function* credentialsOf(fact: Fact, path: readonly string[]): Generator<readonly [path: readonly string[], value: string]> {
  if (fact.kind === 'branch') for (const [name, inner] of fact.entries) yield* credentialsOf(inner, [...path, name])
  else if (fact.secret) yield [path, String(fact.value)]
}
