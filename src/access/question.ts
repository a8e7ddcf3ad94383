import { nearest } from '../inventory/nearest.js'
import { defined } from '../model/defined.js'
import type { Model } from '../model/model.js'
import type { Address } from '../syntax/address.js'
import type { Question } from './ask.js'
import { type Place, placeForms, readPlace } from './place.js'
import { parseTarget, type Target, targetNames } from './target.js'

/** A question in words. */
export interface AskedQuestion {
  /** The role that connects. */
  readonly user: string
  /** The database; left out where `replication` is asked for. */
  readonly database?: string
  /** Physical replication, as a standby asks for it. */
  readonly replication?: boolean
  /** The address of the client, or `socket` for the unix socket of the machine. */
  readonly from: string
  /** Whether the client insists on TLS or on having none; both are answered where it is left out. */
  readonly tls?: boolean
  /** Only this door: `pg-test:5433`, `pg-test-2`, `10.0.0.5`, a DNS name; all where it is left out. */
  readonly to?: string
}

/** What is asked by these words, of this inventory; the text says which of them mean nothing, as `from 10.0.0.0/8 is more than one address`. */
export function readQuestion(model: Model, { user, database, replication = false, from, tls, to }: AskedQuestion): Question | string {
  if (database === undefined && !replication) return 'say which database, or ask for replication'
  const place = readPlaceOf(from)
  if (typeof place === 'string') return place
  const address = addressOf(place, from)
  if (typeof address === 'string') return address
  const target = to === undefined ? undefined : readTarget(model, to)
  return typeof target === 'string' ? target : { user, database: database ?? '', replication, ...defined({ from: address, tls, to: target }) }
}

/** A place by its words, or what is wrong with them. */
export function readPlaceOf(text: string): Place | string {
  return readPlace(text) ?? `from ${text} is no place: use ${placeForms}`
}

/** The one address of a question; undefined for the socket. */
function addressOf(place: Place, text: string): Address | undefined | string {
  if (place.kind === 'socket') return undefined
  const [network] = place.kind === 'networks' ? place.networks : []
  if (network === undefined || network.prefixLength < (network.address.family === 4 ? 32 : 128)) return `from ${text} is more than one address: name one`
  return network.address
}

/** A door that the inventory has, or what is wrong with the words. */
export function readTarget(model: Model, text: string): Target | string {
  const target = parseTarget(text)
  if (target === undefined) return `to ${text} is no door such as pg-test:5433 or 10.0.0.5`
  const names = targetNames(model)
  return names.includes(target.name) ? target : unknownName('door', target.name, names)
}

/** Nothing is called that: the nearest name, or what there is. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const guess = nearest(name, known)
  return `the inventory has no ${what} ${name}${guess === undefined ? `; there are ${known.slice(0, 12).join(', ')}${known.length > 12 ? ' ...' : ''}` : `; did you mean ${guess}?`}`
}
