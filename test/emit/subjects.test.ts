import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FileSpec } from '../../src/artifacts/artifact.js'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { subjectsOf } from '../../src/emit/subjects.js'
import { Source } from '../../src/source/source.js'
import { understand } from '../../src/understand.js'
import { fleet } from '../bench/fleet.js'

const deployments = readdirSync('fixtures/deployments').map((file) => [file, readFileSync(`fixtures/deployments/${file}`, 'utf8')] as const)

const places = (specs: readonly FileSpec[]): readonly string[] => specs.map(({ host, path }) => `${host}:${path}`).sort()

test.each([...deployments, ['a fleet', fleet(12, 1)] as const])('%s: the files of a model are those of its clusters, hosts and services', (name, text) => {
  const model = understand({ inventories: [new Source(name, text)] }, new Sink())
  if (model === undefined) throw new Error('the inventory is broken')
  const subjects = subjectsOf(model)
  for (const artifact of artifacts) {
    const whole = artifact.files(model)
    const parts = subjects[artifact.each ?? 'model'].flatMap(({ scope }) => artifact.files(scope))
    expect(places(parts), artifact.id).toEqual(places(whole))
    const views = new Map(whole.map((spec) => [`${spec.host}:${spec.path}`, spec]))
    for (const spec of parts) expect(spec, artifact.id).toEqual(views.get(`${spec.host}:${spec.path}`))
  }
})

test('each subject has a name of its own, and clusters that share a host are together', () => {
  const model = understand({ inventories: [new Source('multi.yml', readFileSync('fixtures/deployments/multi.yml', 'utf8'))] }, new Sink())
  if (model === undefined) throw new Error('the inventory is broken')
  const subjects = subjectsOf(model)
  for (const each of Object.values(subjects)) expect(new Set(each.map(({ name }) => name)).size).toBe(each.length)
  const hosts = subjects.neighbours.map(({ scope }) => new Set(scope.clusters.flatMap(({ instances }) => instances.map(({ host }) => host))))
  expect(hosts.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(hosts.flatMap((own) => [...own])).size)
  expect(subjects.neighbours.length).toBeLessThan(model.clusters.length)
})
