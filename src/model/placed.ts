import type { Sink } from '../diagnostics/sink.js'
import { type Ambiguity, ambiguities, reportAmbiguities } from '../inventory/ambiguous.js'
import type { FactSheets } from '../inventory/facts.js'
import type { Inventory, InventoryHost } from '../inventory/inventory.js'
import { type Layer, Precedence } from '../inventory/precedence.js'
import { Settings } from '../inventory/settings.js'
import type { Values } from '../inventory/values.js'
import { compareAddresses } from '../syntax/address.js'
import { reportHostDifferences } from './agreement.js'
import type { Member } from './context.js'
import { reportFormerValues } from './former-values.js'
import { buildHost, noteAssumptions, reportAddressDoubles } from './hosts.js'
import { readSeats, type Seat } from './instances.js'
import { type SharedIdentity, sharedIdentities } from './level.js'
import { buildMember } from './members.js'
import type { Host } from './model.js'
import type { Parts } from './parts.js'
import { same } from './same.js'

/** A host with all that follows from its own variables. */
export interface Placed {
  readonly host: Host
  readonly settings: Settings
  /** Names of all groups above it. */
  readonly groups: ReadonlySet<string>
  /** Its instances, by port. */
  readonly seats: readonly Seat[]
  /** Those of which it is known who they are. */
  readonly members: readonly Member[]
  /** The clusters of all others, and of those whose role could not be read. */
  readonly incomplete: readonly string[]
  readonly ambiguities: readonly Ambiguity[]
  readonly shared: readonly SharedIdentity[]
}

/** Every host of the inventory, by address. */
export function placeHosts(inventory: Inventory, values: Values, facts: FactSheets, sink: Sink, parts: Parts): Placed[] {
  const precedence = new Precedence(inventory)
  const { standing } = parts
  const placed = [...inventory.hosts.values()].map((host) => {
    const layers = standing.layersOf(host, precedence)
    // Every group above the host is among its layers.
    return standing.of('host', host.name, [host.at, layers, ...facts.files], sink, (former?: Placed) => {
      const made = placeHost(host, layers, precedence.groups(host), values, facts, sink, parts, former)
      return former !== undefined && same(made, former) ? former : made
    })
  })
  if (facts.files.length > 0) facts.reportStrangers(new Set(placed.flatMap(({ host }) => [host.name, host.address.text])))
  placed.sort((a, b) => compareAddresses(a.host.address, b.host.address))
  reportAmbiguities(
    placed.map(({ host, ambiguities: own }) => ({ name: host.name, ambiguities: own })),
    sink,
  )
  const hosts = placed.map(({ host }) => host)
  reportAddressDoubles(hosts, sink)
  noteAssumptions(hosts, sink)
  return placed
}

function placeHost(
  host: InventoryHost,
  layers: readonly Layer[],
  groups: ReadonlySet<string>,
  values: Values,
  facts: FactSheets,
  sink: Sink,
  parts: Parts,
  former: Placed | undefined,
): Placed {
  const like = former?.settings.layers === layers ? former : undefined
  const settings = like?.settings.place === host.at ? like.settings : new Settings(host.at, layers, values, host.name)
  const seats = readSeats(host, settings, sink)
  const built = parts.keep(`host ${host.name}`, buildHost(host, groups, settings, seats, facts, parts, sink))
  const members: Member[] = []
  const incomplete: string[] = []
  for (const seat of seats) {
    const found = buildMember(built, seat, seats.length > 1, sink)
    if (found !== undefined) members.push(found.member)
    if (found === undefined || found.doubtful) incomplete.push(seat.settings.get('pg_cluster') ?? '')
  }
  reportHostDifferences(members, sink)
  reportFormerValues(members, sink)
  return {
    host: built,
    settings,
    groups: like?.groups ?? groups,
    seats,
    members,
    incomplete,
    ambiguities: ambiguities(settings),
    shared: seats.flatMap(sharedIdentities),
  }
}
