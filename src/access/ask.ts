import type { Model } from '../model/model.js'
import type { Address } from '../syntax/address.js'
import type { Asker } from './asker.js'
import { candidatesOf, type Door } from './doors.js'
import { engineOf, holds } from './engine.js'
import { placeOf, unmapped } from './networks.js'
import type { Hop, Passage, Verdict } from './passage.js'
import type { Transport } from './regions.js'
import { leadsTo, type Target } from './target.js'

/** May this user reach this database from there? */
export interface Question extends Asker {
  /** Absent for the unix sockets of the machines. A loopback address is that of the machine with the door. */
  readonly from?: Address
  /** Whether the client insists on TLS or on having none; both are answered where it is left out. */
  readonly tls?: boolean
  /** All doors of the clusters that have the database, else of all clusters, where it is left out. */
  readonly to?: Target
}

/** What one door says. */
export interface Answer {
  readonly door: Door
  readonly transport: Transport
  /** `mixed`: it depends on who is the primary or which member serves. */
  readonly verdict: Verdict | 'mixed'
  readonly cases: readonly Case[]
}

/** What comes of it with these members as the primary, at this end; cases with the same passage are one. */
export interface Case {
  /** Names of the primaries for which it holds. */
  readonly primaries: readonly string[]
  /** Whether they are all that there can be. */
  readonly always: boolean
  /** Only while no other server of the service is up. */
  readonly backup: boolean
  readonly passage: Passage
}

/** Every door, after every possible failover. Exact for the files that the inventory compiles to; pure, and done in a few milliseconds. */
export function ask(model: Model, question: Question): readonly Answer[] {
  const engine = engineOf(model)
  const { to, from, tls } = question
  const place = from === undefined ? 0n : placeOf(unmapped(from))
  const transports: readonly Transport[] = from === undefined ? ['socket'] : tls === undefined ? ['plain', 'tls'] : [tls ? 'tls' : 'plain']
  return clustersFor(model, question).flatMap((cluster) => {
    const candidates = candidatesOf(cluster)
    return engine.doorsOf(cluster).flatMap((door) =>
      transports.flatMap((transport): Answer[] => {
        const cases = new Map<string, Case>()
        for (const primary of candidates.filter((each) => leadsTo(to, door, each)))
          for (const { end, regions } of engine.passages(door, primary, question, transport, [[place, place]])) {
            const passage = regions.find(({ addresses }) => holds(addresses, place))?.passage
            if (passage !== undefined) fold(cases, primary.name, end?.backup === true, passage, candidates.length)
          }
        const verdicts = new Set([...cases.values()].map(({ passage }) => passage.verdict))
        const [verdict] = verdicts
        return verdict === undefined ? [] : [{ door, transport, verdict: verdicts.size === 1 ? verdict : 'mixed', cases: [...cases.values()] }]
      }),
    )
  })
}

/** The clusters that a question without a target is about. */
export function clustersFor({ clusters }: Model, { to, database, replication }: Pick<Question, 'to' | 'database' | 'replication'>): Model['clusters'] {
  if (to !== undefined || replication) return clusters
  const having = clusters.filter(({ instances }) =>
    instances.some(({ databases }) => databases.some(({ name, state }) => name === database && state !== 'absent')),
  )
  return having.length > 0 ? having : clusters
}

function fold(cases: Map<string, Case>, primary: string, backup: boolean, passage: Passage, candidates: number): void {
  const key = `${backup}${passage.hops.map(keyOf).join('\n')}`
  const known = cases.get(key)
  const primaries = [...new Set([...(known?.primaries ?? []), primary])]
  cases.set(key, { primaries, always: primaries.length === candidates, backup, passage })
}

function keyOf({ daemon, host, port, sees, verdict, method, needs, rule, perhaps, reasons }: Hop): string {
  return [daemon, host, port, sees, verdict, method, needs, rule?.file, rule?.line, perhaps.map(({ line }) => line), reasons].join('\0')
}
