import type { Instance, Model } from '../model/model.js'
import { type Door, namesOf } from './doors.js'
import { engineOf } from './engine.js'

/** Where a client wants to go: a name or address (in lower case) and perhaps a port. */
export interface Target {
  readonly name: string
  readonly port?: number
}

/** Reads `pg-test`, `pg-test:5433`, `10.0.0.5:5432`, `[2001:db8::7]:5432`; undefined where the port is none. */
export function parseTarget(text: string): Target | undefined {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text)
  const plain = bracketed ?? (text.split(':').length > 2 ? [text, text] : /^([^:]+)(?::(\d+))?$/.exec(text))
  if (plain === null || plain[1] === undefined) return undefined
  const port = plain[2] === undefined ? undefined : Number(plain[2])
  if (port !== undefined && (port < 1 || port > 65535)) return undefined
  return { name: plain[1].toLowerCase(), ...(port === undefined ? {} : { port }) }
}

/** Whether a door is where the client goes, while `primary` is that. */
export function leadsTo(target: Target | undefined, door: Door, primary: Instance): boolean {
  if (target === undefined) return true
  if (target.port !== undefined && target.port !== door.port) return false
  return namesOf(door, primary).has(target.name)
}

/** Every name that leads to some door, sorted: for messages about a wrong one. */
export function targetNames(model: Model): readonly string[] {
  const engine = engineOf(model)
  const names = model.clusters.flatMap((cluster) => engine.doorsOf(cluster).flatMap((door) => [...namesOf(door, cluster.primary)]))
  return [...new Set(names)].sort()
}
