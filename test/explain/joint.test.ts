import { describe, expect, test } from 'vitest'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { causesOf } from '../../src/explain/causes.js'
import { effectsOnLine, targetsOf } from '../../src/explain/effects.js'
import { Experiment } from '../../src/explain/experiment.js'
import { jointCauses } from '../../src/explain/joint.js'
import { lineText } from '../../src/report/explain.js'
import { machine, minimal } from '../compile.js'
import { answer, explainerOf, understoodOf } from './understood.js'

const passwords = ['pg_admin_password', 'pg_monitor_password', 'pg_replication_password']
const inventory = minimal({
  cluster: 'pg_conf: tiny.yml',
  members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }' },
  all: passwords.map((name, index) => `${name}: Harbour.Seven.${index}`).join('\n'),
})
const roles = '10.10.10.11:/pg/tmp/pg-init-roles.sql'

describe('values that hold a line only together', () => {
  const { causes, joint, jointBounded, text, ...rest } = answer(explainerOf(inventory, machine).line(`${roles}:log_min_error_statement`))

  test('are named with their places: passwords stay out of the log where any of three is set', () => {
    expect(causes).toEqual([])
    expect(joint.map((set) => [set.decides, set.causes.map(({ name }) => name).sort()])).toEqual([[false, passwords]])
    expect(joint.flatMap((set) => set.causes.map(({ at, secret }) => [at?.source.name, secret]))).toEqual(passwords.map(() => ['inventory.yml', true]))
    expect(jointBounded).toBe(false)
    expect(text).toBe("SET log_min_error_statement = 'panic';")
  })

  test('are said in words, without the credentials', () => {
    const said = lineText({ causes, joint, jointBounded, text, ...rest })
    expect(said).not.toContain('Fixed text')
    expect(said).not.toContain('Harbour')
    expect(said).toContain('No value alone changes it.\n\nThese hold it together: it changes where all 3 do, and for none of them alone.\n')
    expect(said).toMatch(/pg_admin_password = \S+ {2}inventory.yml:\d+:\d+/)
    expect(lineText({ causes: [], joint: [], jointBounded: true, text, ...rest })).toContain('as far as was tried')
  })

  test('do so: the line stays while one of them is as it was, and goes with all', () => {
    const understood = understoodOf(inventory, machine)
    const target = targetsOf(artifacts, understood.model).get(roles)
    if (target === undefined) throw new Error('no such file')
    const line = target.lines.findIndex((each) => each.includes('log_min_error_statement'))
    const experiment = new Experiment(understood)
    const { idle } = effectsOnLine(target, line, causesOf(new Set(target.artifact.uses), understood), experiment)
    const [set, ...others] = jointCauses(target, line, idle, experiment).sets
    expect(others).toEqual([])
    const away = (names: readonly string[]): boolean => {
      const rows = idle.filter(({ cause }) => names.includes(cause.name)).map(({ changes }) => changes)
      return Array.from({ length: Math.max(...rows.map(({ length }) => length)) }, (_, index) => rows.flatMap((row) => row[index % row.length] ?? [])).some(
        (changes) => {
          const outcome = experiment.run({ kind: 'all', changes })
          return (
            outcome !== undefined &&
            targetsOf([target.artifact], outcome.model)
              .get(roles)
              ?.lines.includes(target.lines[line] ?? '') === false
          )
        },
      )
    }
    const names = (set?.causes ?? []).map(({ name }) => name)
    expect(names).toHaveLength(3)
    expect(away(names)).toBe(true)
    for (const name of names) expect(away(names.filter((each) => each !== name)), name).toBe(false)
  })

  test('of equal lines each has the causes of its own block, and nothing holds it together', () => {
    const explainer = explainerOf(inventory, machine)
    const targets = '10.10.10.10:/infra/targets/infra/infra-1.yml'
    const lines = targetsOf(artifacts, understoodOf(inventory, machine).model).get(targets)?.lines ?? []
    const starts = lines.flatMap((line, index) => (line === '- labels:' ? [index] : []))
    const block = starts.find((start) => lines.slice(start, start + 6).some((line) => line.includes('blackbox'))) ?? -1
    expect(starts.indexOf(block)).toBeGreaterThan(0)
    const found = answer(explainer.line(`${targets}:${block + 1}`))
    expect(found.causes.map(({ label }) => label)).toContain('blackbox_enabled')
    expect(found.causes.map(({ label }) => label)).not.toContain('alertmanager_enabled')
    expect(found.joint).toEqual([])
  })

  test('a search that ends early says so', () => {
    const understood = understoodOf(inventory, machine)
    const target = targetsOf(artifacts, understood.model).get(roles)
    if (target === undefined) throw new Error('no such file')
    const experiment = new Experiment(understood)
    const { idle } = effectsOnLine(target, 8, causesOf(new Set(passwords), understood), experiment)
    expect(jointCauses(target, 8, idle, experiment, 2)).toEqual({ sets: [], bounded: true })
  })
})
