import type { Diagnostic } from '../diagnostics/diagnostic.js'

/** An instance, cluster or host on one screen. */
export interface Description {
  readonly kind: 'instance' | 'cluster' | 'host'
  readonly name: string
  /** Label and text, in the order in which people ask: who, where, how big, which version. */
  readonly identity: readonly (readonly [label: string, text: string])[]
  readonly members: readonly DescribedMember[]
  readonly services: readonly DescribedService[]
  readonly backup?: string
  /** By component. */
  readonly files: readonly DescribedFiles[]
  /** What check says that names it. */
  readonly findings: readonly Diagnostic[]
}

export interface DescribedMember {
  readonly name: string
  readonly role: string
  readonly address: string
  readonly port: number
  /** PgBouncer's. */
  readonly poolPort?: number
  /** Whom it follows, in words. */
  readonly follows: string
}

export interface DescribedService {
  /** shop-primary. */
  readonly name: string
  readonly port: number
  /** A connection string without user and password: by the VIP or the DNS name where there is one. */
  readonly uri: string
  /** The same with every host that offers the service, for clients that try one after the other. */
  readonly hosts: string
  readonly servers: readonly string[]
}

export interface DescribedFiles {
  readonly component: string
  readonly count: number
  /** The path of the first. */
  readonly path: string
}
