import type { EdgeKind, Graph, GraphNode } from '../../graph/graph.js'

const arrows: Readonly<Record<EdgeKind, string>> = { way: '-->', standby: '-.->', replication: '==>', backup: '-->', lock: '-.->', metrics: '-.->' }

/** The picture as a Mermaid flowchart, which many code forges draw. */
export function mermaid({ nodes, edges }: Graph): string {
  const clusters = [...new Set(nodes.flatMap(({ cluster }) => cluster ?? []))]
  return [
    'flowchart LR',
    ...nodes.filter(({ cluster }) => cluster === undefined).map((node) => `  ${box(node)}`),
    ...clusters.flatMap((cluster, index) => [
      `  subgraph frame${index}["${escaped(cluster)}"]`,
      ...nodes.filter((node) => node.cluster === cluster).map((node) => `    ${box(node)}`),
      '  end',
    ]),
    ...edges.map(({ from, to, kind, label }) => `  ${from} ${arrows[kind]}${label === undefined ? '' : `|"${escaped(label)}"|`} ${to}`),
    '  classDef primary fill:#cfe4fb,stroke:#0b62c4,color:#1b1f24,stroke-width:2px',
    ...nodes.filter(({ role }) => role === 'primary').map(({ id }) => `  class ${id} primary`),
    '',
  ].join('\n')
}

function box({ id, kind, title, lines }: GraphNode): string {
  const text = `"${[title, ...lines].map(escaped).join('<br/>')}"`
  if (kind === 'service' || kind === 'clients') return `${id}([${text}])`
  return kind === 'repository' || kind === 'etcd' ? `${id}[(${text})]` : `${id}[${text}]`
}

/** Mermaid knows entities by number, with # instead of &#. */
function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9 .,:/*_-]/gu, (character) => `#${character.codePointAt(0)};`)
}
