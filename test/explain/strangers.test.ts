import { expect, test } from 'vitest'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { causesOf } from '../../src/explain/causes.js'
import { effectsOn, targetsOf } from '../../src/explain/effects.js'
import { Experiment } from '../../src/explain/experiment.js'
import { withoutStrangers } from '../../src/explain/strangers.js'
import { minimal } from '../compile.js'
import { understoodOf } from './understood.js'

const facts = ['10.10.10.10', '10.10.10.11', '10.10.10.12']
  .map(
    (host, index) =>
      `${host}: { node_cpu: ${index + 2}, node_mem_mb: 16384, node_fs_bytes: 42949672960, os_package: rpm, os_version: 9, node_interface: eth0 }`,
  )
  .join('\n')
const understood = understoodOf(
  minimal({ members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' } }),
  facts,
)

test.each([
  ['10.10.10.11:/etc/patroni/patroni.yml', ['10.10.10.10', 'node_cpu of 10.10.10.11'], ['node_cpu of 10.10.10.12', 'node_mem_mb of 10.10.10.10']],
  ['10.10.10.11:/etc/haproxy/conf.d/pg-test-primary.cfg', ['10.10.10.12'], ['node_cpu of 10.10.10.11', 'node_cpu of 10.10.10.12']],
])('of %s: those that matter stay, and nothing that goes has an effect', (place, staying, going) => {
  const target = targetsOf(artifacts, understood.model).get(place)
  if (target === undefined) throw new Error(`no ${place}`)
  const experiment = new Experiment(understood)
  const all = causesOf(new Set(target.artifact.uses), understood)
  const kept = withoutStrangers(target, all, experiment)
  const gone = all.filter((cause) => !kept.includes(cause))
  expect(kept.map(({ label }) => label)).toEqual(expect.arrayContaining(staying))
  expect(gone.map(({ label }) => label)).toEqual(expect.arrayContaining(going))
  expect(effectsOn([target], gone, experiment).get(target)).toEqual([])
})
