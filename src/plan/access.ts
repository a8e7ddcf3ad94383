import type { Need, Passage, Verdict } from '../access/passage.js'
import type { Transport } from '../access/regions.js'
import type { Intervals } from '../model/intervals.js'
import type { Cluster, Model } from '../model/model.js'
import type { Address } from '../syntax/address.js'
import { cellsOf } from './access/cells.js'
import { doorChanges } from './access/doors.js'
import { fold } from './access/fold.js'

/** What becomes of a connection: the best of all members that the door may lead to, after every failover. */
export interface AccessState {
  readonly verdict: Verdict
  /** What the client must have, where it is not denied: any one of these sets will do. None of them holds another. */
  readonly needs: readonly (readonly Need[])[]
  /** How the daemon that the client meets asks for that. */
  readonly methods: readonly string[]
  /** Whether it may reach the primary; of a server or pool always true, since each may come to lead. */
  readonly primary: boolean
  /** Why nobody can say, where it is unknown; each a sentence without its full stop. */
  readonly reasons: readonly string[]
}

/**
 * gained, lost: the verdict is another. easier, harder, otherwise: the client needs less, more, or something else. primary, not primary: the
 * service also leads to the primary, or no longer. method: asked for the same in another way. unclear: unknown before and after, for another
 * reason. door: a door is new, gone or elsewhere, and through it nobody reaches what was out of reach.
 */
export type AccessKind = 'gained' | 'lost' | 'easier' | 'harder' | 'otherwise' | 'primary' | 'not primary' | 'method' | 'unclear' | 'door'

/** One connection of the set, with what became of it before and what becomes of it. */
export interface AccessWitness {
  readonly user: string
  readonly database: string
  readonly transport: Transport
  /** Absent for the socket. */
  readonly from?: Address
  readonly door: string
  /** The member that is the primary then. */
  readonly primary: string
  readonly before?: Passage
  readonly after?: Passage
}

/** Users, databases and doors to which the same happens, from exactly these addresses. */
export interface AccessChange {
  readonly cluster: string
  /** What only one side has, and is why: a whole cluster, a role, a database. */
  readonly subject?: { readonly kind: 'cluster' | 'user' | 'database'; readonly presence: 'new' | 'gone' }
  readonly kind: AccessKind
  readonly effect: 'widened' | 'narrowed' | 'neither'
  /** False where one of both sides is unknown: then it may be so. */
  readonly certain: boolean
  /** Empty for doors. */
  readonly users: readonly string[]
  readonly databases: readonly string[]
  readonly transports: readonly Transport[]
  /** On the line of `addressRange`; absent for the socket. */
  readonly from?: Intervals
  /** As the new side calls them, unless they are gone. */
  readonly doors: readonly string[]
  /** Of `door`: what happened to them. */
  readonly door?: { readonly presence: 'new' | 'gone' } | { readonly presence: 'moved'; readonly formerly: readonly string[] }
  readonly before: AccessState
  readonly after: AccessState
  /** Absent for doors. */
  readonly witness?: AccessWitness
}

/**
 * Who may connect now and could not, who no longer may, and who needs something else for it: exact sets, folded. What is unknown on one side
 * stays so, with `certain: false`; it may have widened, and has that effect. Users and databases for which nothing that decides is different are not looked at,
 * nor are clusters of which that is known: those that `touched` does not name.
 */
export function accessDiff(before: Model, after: Model, touched?: ReadonlySet<string>): readonly AccessChange[] {
  const all = [...new Set([...before.clusters, ...after.clusters].map(({ name }) => name))].sort()
  const names = touched === undefined ? all : all.filter((name) => touched.has(name))
  return names.flatMap((name) => {
    const [old, now] = [sideOf(before, name), sideOf(after, name)]
    return [...fold(name, cellsOf(old, now)), ...doorChanges(old, now)]
  })
}

/** A cluster and the model that it is part of. */
export interface ClusterSide {
  readonly model: Model
  readonly cluster: Cluster
}

function sideOf(model: Model, name: string): ClusterSide | undefined {
  const cluster = model.clusters.find((each) => each.name === name)
  return cluster === undefined ? undefined : { model, cluster }
}
