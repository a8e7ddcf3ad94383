import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { topology } from '../../src/graph/topology.js'
import { dot } from '../../src/report/graph/dot.js'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'

const program = '/usr/bin/dot'

interface Drawn {
  readonly objects: readonly { readonly name: string; readonly shape?: string; readonly label: string }[]
  readonly edges: readonly { readonly tail: number; readonly head: number }[]
}

test.skipIf(!existsSync(program)).each(readdirSync('fixtures/deployments'))('Graphviz draws every box and arrow of %s', (file) => {
  const { model } = check({ inventories: [new Source(file, readFileSync(`fixtures/deployments/${file}`, 'utf8'))] })
  expect(model).toBeDefined()
  if (model === undefined) return
  const graph = topology(model)
  const { stdout, stderr, status } = spawnSync(program, ['-Tjson'], { input: dot(graph), encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const drawn: Drawn = JSON.parse(stdout)
  const boxes = drawn.objects.filter(({ shape }) => shape !== undefined)
  expect(boxes.map(({ name }) => name).sort()).toEqual(graph.nodes.map(({ id }) => id).sort())
  for (const { id, title, lines } of graph.nodes) {
    const label = boxes.find(({ name }) => name === id)?.label ?? ''
    for (const text of [title, ...lines]) expect(label).toContain(text.replaceAll('\\', '\\\\'))
  }
  const arrows = drawn.edges.map(({ tail, head }) => `${drawn.objects[tail]?.name} ${drawn.objects[head]?.name}`)
  expect(arrows.sort()).toEqual(graph.edges.map(({ from, to }) => `${from} ${to}`).sort())
})
