import { expect, test } from 'vitest'
import { type Artifact, defineArtifact } from '../../src/artifacts/artifact.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { emit } from '../../src/emit/emit.js'
import { Printed } from '../../src/emit/printed.js'
import { Memory } from '../../src/model/memory.js'
import type { Model } from '../../src/model/model.js'
import { LivingSource } from '../../src/syntax/living-source.js'
import { understand } from '../../src/understand.js'
import { machine } from '../compile.js'
import { compileTemplate } from './compile-template.js'

/** By address, the name of each host. */
type Hosts = Readonly<Record<string, string>>

/** Models that follow on each other, as those of a session: what is the same in two of them is one object. */
function models(): (hosts: Hosts) => Model {
  const memory = new Memory()
  const source = new LivingSource('inventory.yml', '')
  const facts = new LivingSource('facts.yml', machine)
  return (hosts) => {
    source.update(inventory(hosts))
    let model: Model | undefined
    // That two hosts have one name is an error, and not one of emitting.
    understand({ inventories: [source], facts: [facts] }, new Sink(), { memory, loaded: (loaded) => (model = loaded.model) })
    if (model === undefined) throw new Error('no model')
    memory.parts.sweep()
    return model
  }
}

function inventory(hosts: Hosts): string {
  const lines = Object.entries(hosts).map(([host, name]) => `        ${host}: { nodename: ${name} }\n`)
  const site = '    infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }\n    etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }\n'
  return `all:\n  children:\n${site}    more:\n      hosts:\n${lines.join('')}`
}

/** The names of hosts are paths here: two of one path are one file too many. */
const artifact: Artifact = defineArtifact<unknown>({
  id: 'part/file',
  component: 'part',
  format: 'yaml',
  impact: { action: 'none' },
  uses: [],
  each: 'host',
  files: ({ hosts }) =>
    hosts.map(({ nodename, at }) => ({
      host: 'one',
      path: `/${nodename}`,
      owner: 'root',
      group: 'root',
      mode: '0644',
      secret: false,
      at,
      view: { name: nodename },
    })),
})

const steps: readonly Hosts[] = [
  { '10.0.1.1': 'a', '10.0.1.2': 'b', '10.0.1.3': 'c' },
  { '10.0.1.1': 'a', '10.0.1.2': 'd', '10.0.1.3': 'c' },
  { '10.0.1.1': 'c', '10.0.1.2': 'd', '10.0.1.3': 'c' },
  { '10.0.1.1': 'e', '10.0.1.2': 'e', '10.0.1.3': 'e' },
  { '10.0.1.1': 'c', '10.0.1.2': 'd', '10.0.1.3': 'a' },
  { '10.0.1.3': 'a', '10.0.1.4': 'b' },
  {},
  { '10.0.1.1': 'a', '10.0.1.2': 'b', '10.0.1.3': 'c' },
]

const template = compileTemplate('{{ view | block(0) }}\n')

test('files and what is wrong with them are those of a run alone, after files that are too many, too; none is printed twice', () => {
  const printed = new Printed()
  const modelOf = models()
  let prints = 0
  const counting: typeof template = (...all) => {
    prints++
    template(...all)
  }
  let before: readonly string[] = []
  let fine = false
  for (const step of [...steps, ...steps.toReversed()]) {
    const model = modelOf(step)
    const names = Object.values(step)
    const own = ['of the site', ...Object.entries(step).flatMap(([host, name], index) => (names.indexOf(name) === index ? [`${host} ${name}`] : []))]
    const [sink, alone] = [new Sink(), new Sink()]
    const progress: number[] = []
    prints = 0
    const files = emit([artifact], model, sink, { templates: { 'part/file': counting }, printed, progress: (count) => progress.push(count) })
    expect(prints).toBe(own.filter((each) => !before.includes(each)).length)
    // Where nothing is wrong only what is new is looked at, after one word about all that stands.
    const wasFine = fine
    fine = own.length === names.length + 1
    if (fine && wasFine) expect(progress).toHaveLength(prints + 1)
    before = own
    expect(files).toEqual(emit([artifact], model, alone, { templates: { 'part/file': template } }))
    const found = sink.list().map(({ at, message, related }) => [`${at}`, message, related.map((each) => `${each.at}`)])
    expect(found).toEqual(alone.list().map(({ at, message, related }) => [`${at}`, message, related.map((each) => `${each.at}`)]))
    expect(progress.at(-1)).toBe(files.length)
  }
})
