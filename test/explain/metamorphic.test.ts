import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { parameterNames } from '../../src/catalog/catalog.js'
import { Sink } from '../../src/diagnostics/sink.js'
import type { Cause } from '../../src/explain/cause.js'
import { causesOf } from '../../src/explain/causes.js'
import { differences, effectsOn, targetsOf } from '../../src/explain/effects.js'
import { Experiment } from '../../src/explain/experiment.js'
import { fromPlain, noPlace } from '../../src/inventory/defaults.js'
import { Source } from '../../src/source/source.js'
import type { Plain } from '../../src/syntax/node.js'
import { type Interpreted, type Loaded, understand } from '../../src/understand.js'
import { randomValue } from './random-value.js'

/** METAMORPHIC=all: every value of every deployment; METAMORPHIC=trio,citus: of these; RUNS others for each, of VALUES of them. Otherwise a sample by SEED. */
const { METAMORPHIC: asked, SEED: given = '1', RUNS: runs = '4', VALUES: most = asked === undefined ? '14' : '100000' } = process.env
const names = readdirSync('fixtures/deployments').map((file) => file.replace(/\.yml$/, ''))
const chosen = asked === undefined ? ['single', 'trio'] : asked === 'all' ? names : asked.split(',')
const seed = Number(given)

describe('what a line is made of', () => {
  test.each(chosen)('%s: no value that is not named changes a line, and each that is named can', { timeout: 7_200_000 }, (name) => {
    const understood = read(name)
    const experiment = new Experiment(understood)
    const targets = [...targetsOf(artifacts, understood.model).values()]
    const causes = sample(causesOf(new Set(parameterNames), understood), Number(most))
    const effects = effectsOn(targets, causes, experiment)
    const wrong = new Map<string, string[]>()
    const idle: string[] = []
    let [lines, count] = [0, 0]
    for (const cause of causes) {
      const named = new Map(
        targets.flatMap((target) => (effects.get(target) ?? []).filter((effect) => effect.cause === cause).map((effect) => [target, effect])),
      )
      let [seen, tried] = [false, false]
      for (const value of fc.sample(valuesFor(cause), { seed, numRuns: Number(runs) })) {
        if (JSON.stringify(value) === JSON.stringify(cause.value)) continue
        const outcome = experiment.run(cause.give(fromPlain(value, noPlace)))
        if (outcome === undefined) continue
        const changed = differences(targets, outcome)
        if (changed === undefined || !outcome.valid()) continue
        tried = true
        count++
        for (const [target, { lost }] of changed) {
          seen ||= lost === undefined || lost.size > 0
          const effect = named.get(target)
          if (effect?.decides === true) continue
          for (const line of lost ?? [-1]) {
            lines++
            if (effect?.lines.has(line) !== true)
              note(
                wrong,
                `${cause.label} (${cause.kind}, ${cause.at ?? 'nowhere'}) changes ${target.artifact.id}`,
                `${target.host}:${target.path}:${line + 1} "${target.lines[line]}" by ${JSON.stringify(value).slice(0, 200)}`,
              )
          }
        }
      }
      if (tried && !seen && named.size > 0 && [...named.values()].some((effect) => effect.lines.size > 0 || effect.decides)) idle.push(cause.label)
    }
    const all = targets.reduce((sum, target) => sum + target.lines.length, 0)
    console.log(
      `${name}: ${causes.length} values, ${targets.length} files, ${all} lines; ${count} other values that were accepted, ${lines} changes of lines, each foreseen but for ${[...wrong.values()].flat().length}; ${idle.length} values changed nothing by chance: ${idle.join(', ')}`,
    )
    expect([...wrong].map(([what, where]) => `${what}: ${where.length} times, as in ${where[0]}`)).toEqual([])
    // A few values are drawn in vain: most words for a mode are refused.
    expect(idle.length, idle.join(', ')).toBeLessThanOrEqual(Math.ceil(causes.length / 20))
  })
})

function read(name: string): Loaded & Interpreted {
  const path = `fixtures/deployments/${name}.yml`
  let understood: (Loaded & Interpreted) | undefined
  const model = understand({ inventories: [new Source(path, readFileSync(path, 'utf8'))] }, new Sink(), { loaded: (each) => (understood = each) })
  if (model === undefined || understood === undefined) throw new Error(`${name} has errors`)
  return understood
}

function valuesFor(cause: Cause): fc.Arbitrary<Plain> {
  return randomValue(cause.shape, cause.value)
}

/** By the seed, in no order. */
function sample(causes: readonly Cause[], count: number): readonly Cause[] {
  if (causes.length <= count) return causes
  return fc.sample(fc.shuffledSubarray([...causes], { minLength: count, maxLength: count }), { seed, numRuns: 1 })[0] ?? []
}

function note(notes: Map<string, string[]>, what: string, where: string): void {
  notes.set(what, [...(notes.get(what) ?? []), where])
}
