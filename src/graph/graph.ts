import type { Cluster } from '../model/model.js'

/** What a box of the picture stands for. */
export type NodeKind = 'clients' | 'dns' | 'vip' | 'service' | 'pool' | 'instance' | 'repository' | 'etcd' | 'infra' | 'cluster' | 'server'

/**
 * What an arrow means: a client's way, replication from its source to the copy, backups and archived WAL, the leader lock in etcd, metrics.
 * `standby` is a way that is taken only when the servers before it are down.
 */
export type EdgeKind = 'way' | 'standby' | 'replication' | 'backup' | 'lock' | 'metrics'

export interface GraphNode {
  /** Unique, of letters, digits and `_`: a name in Mermaid and DOT as it is. */
  readonly id: string
  readonly kind: NodeKind
  /** The first line, in bold. */
  readonly title: string
  /** Further lines. */
  readonly lines: readonly string[]
  /** Name of the cluster whose frame it is in. */
  readonly cluster?: string
  /** On instances: which colour it gets. */
  readonly role?: string
}

export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  readonly label?: string
}

/** The topology as boxes and arrows, in an order that does not depend on the order of map keys. */
export interface Graph {
  readonly title: string
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  /** Clusters drawn with all that is in them; the others are one box each. */
  readonly open: readonly Cluster[]
}

/** Turns names into an id; names that differ have ids that differ. */
export function idOf(...parts: readonly (string | number)[]): string {
  return parts.map((part) => String(part).replace(/[^A-Za-z0-9]/g, (character) => `_${character.codePointAt(0)?.toString(16)}_`)).join('__')
}
