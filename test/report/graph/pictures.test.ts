import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Graph } from '../../../src/graph/graph.js'
import { topology } from '../../../src/graph/topology.js'
import type { Model } from '../../../src/model/model.js'
import { dot } from '../../../src/report/graph/dot.js'
import { layout, sizes, textWidth } from '../../../src/report/graph/layout.js'
import { mermaid } from '../../../src/report/graph/mermaid.js'
import { svg } from '../../../src/report/graph/svg.js'
import { Source } from '../../../src/source/source.js'
import { check } from '../../../src/understand.js'

const deployments = readdirSync('fixtures/deployments').map((file) => file.slice(0, -'.yml'.length))
const modelOf = (name: string): Model => {
  const { model } = check({ inventories: [new Source(name, readFileSync(`fixtures/deployments/${name}.yml`, 'utf8'))] })
  if (model === undefined) throw new Error(`${name} does not compile`)
  return model
}

describe.each(deployments)('the picture of %s', (name) => {
  const graph = topology(modelOf(name))
  const placed = layout(graph)

  test('no box lies on another, and every text fits its box', () => {
    for (const [index, one] of placed.nodes.entries()) {
      for (const text of [one.title, ...one.lines]) expect(textWidth(text, sizes.line), text).toBeLessThanOrEqual(one.width)
      for (const other of placed.nodes.slice(index + 1)) {
        const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y
        expect(apart, `${one.id} and ${other.id}`).toBe(true)
      }
    }
  })

  test('frames of clusters do not overlap, and hold their boxes', () => {
    for (const [index, one] of placed.frames.entries()) {
      for (const other of placed.frames.slice(index + 1))
        expect(
          one.y + one.height <= other.y || other.y + other.height <= one.y || one.x + one.width <= other.x || other.x + other.width <= one.x,
          `${one.cluster} and ${other.cluster}`,
        ).toBe(true)
      for (const node of placed.nodes.filter(({ cluster }) => cluster === one.cluster)) {
        expect(node.x).toBeGreaterThan(one.x)
        expect(node.y + node.height).toBeLessThan(one.y + one.height)
      }
    }
  })

  test('SVG is well formed, complete and asks for nothing else', () => {
    const text = svg(graph)
    for (const node of graph.nodes) expect(text).toContain(`<g id="${node.id}">`)
    expect(text.match(/<path class="e"/g)?.length).toBeGreaterThanOrEqual(graph.edges.length)
    expect(text).not.toMatch(/href=|<image|<script|url\((?!#)|NaN|undefined/)
    const open: string[] = []
    for (const [, closing, tag, , alone] of text.matchAll(/<(\/?)([a-z]+)((?:[^>"]|"[^"]*")*?)(\/?)>/g)) {
      if (closing === '/') expect(open.pop()).toBe(tag)
      else if (alone === '') open.push(tag ?? '')
    }
    expect(open).toEqual([])
  })

  test('Mermaid and DOT name every box and arrow, and nothing in a text ends its quotes', () => {
    const [chart, digraph] = [mermaid(graph), dot(graph)]
    for (const { id } of graph.nodes) {
      expect(chart).toMatch(new RegExp(`^ +${id}[[(]`, 'm'))
      expect(digraph).toMatch(new RegExp(`^ +${id} \\[shape=`, 'm'))
    }
    expect(digraph.match(/ -> /g)?.length ?? 0).toBe(graph.edges.length)
    for (const line of chart.split('\n')) expect((line.match(/"/g) ?? []).length % 2).toBe(0)
  })
})

test('no text of an inventory is taken for a part of the picture', () => {
  const hostile = '</text><script>"];x\\'
  const graph = topology(modelOf('trio'))
  const named: Graph = {
    ...graph,
    title: hostile,
    nodes: graph.nodes.map((node) => ({ ...node, title: hostile, lines: [hostile] })),
    edges: graph.edges.map((edge) => ({ ...edge, label: hostile })),
  }
  const picture = svg(named)
  expect(picture).not.toContain('<script')
  expect(picture.match(/<text/g)?.length).toBe(picture.match(/<\/text>/g)?.length)
  expect(picture).toContain('&#60;script&#62;')
  for (const line of mermaid(named).split('\n')) expect(line.replace(/"[^"]*"/g, '')).not.toMatch(/["<;\\]|script/)
  // What stands outside of quotes, with an escaped quote no end of them.
  for (const line of dot(named).split('\n')) expect(line.replace(/"(?:[^"\\]|\\.)*"/g, '')).not.toMatch(/["<\\]|script/)
})

test('the same inventory gives the same picture', () => {
  expect(svg(topology(modelOf('citus')))).toBe(svg(topology(modelOf('citus'))))
})
