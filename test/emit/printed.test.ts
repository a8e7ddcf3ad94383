import { expect, test } from 'vitest'
import { type Artifact, defineArtifact } from '../../src/artifacts/artifact.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { emit } from '../../src/emit/emit.js'
import { Printed } from '../../src/emit/printed.js'
import type { Model } from '../../src/model/model.js'
import { Source } from '../../src/source/source.js'
import { understand } from '../../src/understand.js'
import { machine } from '../compile.js'
import { compileTemplate } from './compile-template.js'

/** By address, the name of each host. */
type Hosts = Readonly<Record<string, string>>

function modelOf(hosts: Hosts): Model {
  const lines = Object.entries(hosts).map(([host, name]) => `        ${host}: { nodename: ${name} }\n`)
  const site = '    infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }\n    etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }\n'
  const source = new Source('inventory.yml', `all:\n  children:\n${site}    more:\n      hosts:\n${lines.join('')}`)
  let model: Model | undefined
  // That two hosts have one name is an error, and not one of emitting.
  understand({ inventories: [source], facts: [new Source('facts.yml', machine)] }, new Sink(), { loaded: (loaded) => (model = loaded.model) })
  if (model === undefined) throw new Error('no model')
  return model
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

test('files and what is wrong with them are those of a run alone, after files that are too many, too', () => {
  const printed = new Printed()
  const templates = { 'part/file': compileTemplate('{{ view | block(0) }}\n') }
  for (const step of [...steps, ...steps.toReversed()]) {
    const model = modelOf(step)
    const [sink, alone] = [new Sink(), new Sink()]
    const progress: number[] = []
    const files = emit([artifact], model, sink, { templates, printed, progress: (count) => progress.push(count) })
    expect(files).toEqual(emit([artifact], model, alone, { templates }))
    const found = sink.list().map(({ at, message, related }) => [`${at}`, message, related.map((each) => `${each.at}`)])
    expect(found).toEqual(alone.list().map(({ at, message, related }) => [`${at}`, message, related.map((each) => `${each.at}`)]))
    expect(progress.at(-1)).toBe(files.length)
  }
})
