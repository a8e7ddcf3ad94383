import { layout as arrange, Graph as Layered } from '@dagrejs/dagre'
import type { Graph, GraphEdge, GraphNode } from '../../graph/graph.js'

/** Sizes in pixels. Every text is in a monospaced face, whose letters are 0.6 of its size wide: so no text is ever wider than its box. */
export const sizes = { title: 13, line: 11, letter: 0.602, padding: 10, lineHeight: 16, frame: 14, heading: 18 }

export interface Placed extends GraphNode {
  /** Left upper corner. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Arrow extends GraphEdge {
  readonly points: readonly { readonly x: number; readonly y: number }[]
  readonly labelAt?: { readonly x: number; readonly y: number }
}

export interface Frame {
  readonly cluster: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Placed[]
  readonly arrows: readonly Arrow[]
  readonly frames: readonly Frame[]
}

/** Between boxes of one column replication runs beside them, as a bow: as an arrow of the layering it would tear the column apart. */
const isBow = ({ kind, label }: GraphEdge): boolean => kind === 'replication' && label !== 'standby cluster'

/** Puts the boxes into columns from the clients to the backups. */
export function layout({ nodes, edges }: Graph): Layout {
  const layered = new Layered({ compound: true, multigraph: true })
  layered.setGraph({ rankdir: 'LR', nodesep: 32, ranksep: 64, edgesep: 10, marginx: 24, marginy: 24 })
  layered.setDefaultEdgeLabel(() => ({}))
  const clusters = [...new Set(nodes.flatMap(({ cluster }) => cluster ?? []))]
  for (const cluster of clusters) layered.setNode(`frame ${cluster}`, {})
  for (const node of nodes) {
    layered.setNode(node.id, { ...sizeOf(node) })
    if (node.cluster !== undefined) layered.setParent(node.id, `frame ${node.cluster}`)
  }
  edges.forEach((edge, index) => {
    if (!isBow(edge))
      layered.setEdge(edge.from, edge.to, { minlen: minimum(edge, nodes), weight: edge.kind === 'way' ? 2 : 1, ...labelSize(edge) }, String(index))
  })
  // What serves all clusters without an arrow stands behind them.
  const last = nodes.find(({ kind }) => kind === 'cluster')
  for (const { id } of nodes)
    if (last !== undefined && id !== 'clients' && !edges.some(({ from, to }) => from === id || to === id)) layered.setEdge(last.id, id, { weight: 0 })
  arrange(layered)
  const { height: tall = 0 } = layered.graph()
  const upside = upsideDown(nodes, (id) => layered.node(id).y ?? 0)
  const level = (y: number): number => (upside ? tall - y : y)
  const placed = nodes.map((node): Placed => {
    const { x = 0, y = 0, width = 0, height = 0 } = layered.node(node.id)
    return { ...node, x: x - width / 2, y: level(y) - height / 2, width, height }
  })
  const byId = new Map(placed.map((node) => [node.id, node]))
  const ports = new Ports(
    edges.filter((edge) => !isBow(edge)),
    byId,
  )
  const arrows = edges.map((edge, index): Arrow => {
    if (isBow(edge)) return bow(edge, byId)
    const { points: bends = [], x, y } = layered.edge({ v: edge.from, w: edge.to, name: String(index) })
    const points = [
      ports.of(edge, 'from'),
      ...bends.slice(1, -1).map((bend: { readonly x: number; readonly y: number }) => ({ x: bend.x, y: level(bend.y) })),
      ports.of(edge, 'to'),
    ]
    return { ...edge, points, ...(edge.label === undefined || x === undefined || y === undefined ? {} : { labelAt: { x, y: level(y) } }) }
  })
  const frames = clusters.map((cluster) => frameOf(cluster, placed))
  const right = Math.max(
    ...placed.map(({ x, width }) => x + width),
    ...frames.map(({ x, width }) => x + width),
    ...arrows.flatMap(({ points }) => points.map(({ x }) => x)),
  )
  const bottom = Math.max(...placed.map(({ y, height }) => y + height), ...frames.map(({ y, height }) => y + height))
  return { width: Math.ceil(right + 24), height: Math.ceil(bottom + 24), nodes: placed, arrows, frames }
}

/** Whether the layering put primaries below their replicas: the eye begins above. */
function upsideDown(nodes: readonly GraphNode[], yOf: (id: string) => number): boolean {
  const instances = nodes.filter(({ kind }) => kind === 'instance')
  let below = 0
  for (const primary of instances.filter(({ role }) => role === 'primary'))
    for (const other of instances) if (other.cluster === primary.cluster) below += Math.sign(yOf(primary.id) - yOf(other.id))
  return below > 0
}

/** Where arrows leave a box on its right and enter one on its left: spread over the side, in the order of what they lead to, so that few cross. */
class Ports {
  constructor(
    private readonly edges: readonly GraphEdge[],
    private readonly nodes: ReadonlyMap<string, Placed>,
  ) {}

  of(edge: GraphEdge, end: 'from' | 'to'): { readonly x: number; readonly y: number } {
    const node = this.nodes.get(edge[end])
    if (node === undefined) return { x: 0, y: 0 }
    const other = end === 'from' ? 'to' : 'from'
    const centre = (id: string): number => {
      const { y = 0, height = 0 } = this.nodes.get(id) ?? {}
      return y + height / 2
    }
    const beside = this.edges.filter((candidate) => candidate[end] === edge[end]).sort((a, b) => centre(a[other]) - centre(b[other]))
    const share = (beside.indexOf(edge) + 1) / (beside.length + 1)
    return { x: end === 'from' ? node.x + node.width : node.x, y: node.y + node.height * share }
  }
}

/** An instance stands behind the column of pools also where it has none. */
function minimum({ from, to }: GraphEdge, nodes: readonly GraphNode[]): number {
  const kind = (id: string): string | undefined => nodes.find((node) => node.id === id)?.kind
  return kind(to) === 'instance' && kind(from) !== 'pool' && nodes.some((node) => node.kind === 'pool') ? 2 : 1
}

function sizeOf({ title, lines }: GraphNode): { width: number; height: number } {
  const widest = Math.max(textWidth(title, sizes.title), ...lines.map((line) => textWidth(line, sizes.line)))
  return { width: Math.ceil(widest + 2 * sizes.padding), height: sizes.lineHeight * (1 + lines.length) + sizes.padding }
}

function labelSize({ label }: GraphEdge): { width?: number; height?: number; labelpos?: 'c' } {
  return label === undefined ? {} : { width: textWidth(label, sizes.line) + 8, height: sizes.lineHeight, labelpos: 'c' }
}

/** Ideographs and pictures take two columns. */
export function textWidth(text: string, size: number): number {
  let columns = 0
  for (const character of text) columns += /[\u1100-\u115f\u2e80-\uffe6]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1
  return columns * size * sizes.letter
}

/** From the right side of one box to that of another, out by as much as they are apart. */
function bow(edge: GraphEdge, nodes: ReadonlyMap<string, Placed>): Arrow {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
  if (from === undefined || to === undefined) return { ...edge, points: [] }
  const start = { x: from.x + from.width, y: from.y + from.height / 2 + (to.y > from.y ? 8 : -8) }
  const end = { x: to.x + to.width, y: to.y + to.height / 2 + (to.y > from.y ? -6 : 6) }
  const out = Math.max(start.x, end.x) + 18 + Math.min(34, Math.abs(end.y - start.y) / 6)
  return {
    ...edge,
    points: [start, { x: out, y: start.y }, { x: out, y: end.y }, end],
    ...(edge.label === undefined ? {} : { labelAt: { x: out, y: (start.y + end.y) / 2 } }),
  }
}

function frameOf(cluster: string, nodes: readonly Placed[]): Frame {
  const own = nodes.filter((node) => node.cluster === cluster)
  const [left, top] = [Math.min(...own.map(({ x }) => x)), Math.min(...own.map(({ y }) => y))]
  const [right, bottom] = [Math.max(...own.map(({ x, width }) => x + width)), Math.max(...own.map(({ y, height }) => y + height))]
  const x = left - sizes.frame
  const y = top - sizes.frame - sizes.heading
  return { cluster, x, y, width: right + sizes.frame - x, height: bottom + sizes.frame - y }
}
