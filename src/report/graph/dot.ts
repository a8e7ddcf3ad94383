import type { EdgeKind, Graph, GraphNode } from '../../graph/graph.js'

const styles: Readonly<Record<EdgeKind, string>> = {
  way: 'color="#4b5560"',
  standby: 'color="#4b5560" style=dashed',
  replication: 'color="#0b62c4" constraint=false',
  backup: 'color="#a05a00"',
  lock: 'color="#7a3fb0" style=dotted',
  metrics: 'color="#59636e" style=dotted',
}

const shapes: Partial<Record<GraphNode['kind'], string>> = {
  service: 'box style="rounded,filled" fillcolor="#e3f3ec"',
  repository: 'cylinder',
  etcd: 'cylinder',
}

/** The picture in the language of Graphviz. */
export function dot({ title, nodes, edges }: Graph): string {
  const clusters = [...new Set(nodes.flatMap(({ cluster }) => cluster ?? []))]
  return [
    `digraph ${quote(title)} {`,
    '  rankdir=LR; node [shape=box fontname="monospace" fontsize=11]; edge [fontname="monospace" fontsize=9];',
    ...nodes.filter(({ cluster }) => cluster === undefined).map((node) => `  ${box(node)}`),
    ...clusters.flatMap((cluster, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quote(cluster)};`,
      ...nodes.filter((node) => node.cluster === cluster).map((node) => `    ${box(node)}`),
      '  }',
    ]),
    ...edges.map(({ from, to, kind, label }) => `  ${from} -> ${to} [${styles[kind]}${label === undefined ? '' : ` label=${quote(label)}`}];`),
    '}',
    '',
  ].join('\n')
}

function box({ id, kind, role, title, lines }: GraphNode): string {
  const shape = role === 'primary' ? 'box style=filled fillcolor="#cfe4fb"' : (shapes[kind] ?? 'box')
  return `${id} [shape=${shape} label=${quote([title, ...lines].join('\n'))}];`
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}
