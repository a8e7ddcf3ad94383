import type { GraphEdge, GraphNode } from './graph.js'

/** Boxes and arrows that one thing of the model adds to a picture. */
export interface Part {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}
