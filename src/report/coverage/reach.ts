import type { Inventory, InventoryHost } from '../../inventory/inventory.js'
import { type Layer, Precedence } from '../../inventory/precedence.js'
import { Settings } from '../../inventory/settings.js'
import type { Values } from '../../inventory/values.js'
import type { Span } from '../../source/span.js'
import type { Entry } from '../../syntax/node.js'

/** On which hosts and instances one definition acts, and where a stronger one beats it. */
export interface Reach {
  readonly layer: Layer
  /** Whose value it is: names of hosts. */
  readonly wins: Map<string, Settings>
  /** The definitions that beat it elsewhere, each with the hosts where it does. */
  readonly beaten: Map<Span, Set<string>>
}

/** The reach of every definition of an inventory, by the place of its key. */
export function reaches(inventory: Inventory, values: Values): ReadonlyMap<Span, Reach> {
  const found = new Map<Span, Reach>()
  const precedence = new Precedence(inventory)
  for (const host of inventory.hosts.values()) {
    const layers = precedence.layers(host)
    const settings = new Settings(host.at, layers, values, host.name)
    follow(found, host, settings)
    for (const [port, entries] of instancesOf(settings)) {
      const own = settings.under(host.at, { kind: 'instance', name: port, variables: new Map(entries.map((entry) => [entry.name, [entry]])) })
      follow(found, host, own, 1)
    }
  }
  // What acts on no host.
  for (const { name, variables } of inventory.groups.values()) register(found, { kind: 'group', name, variables })
  for (const { groups, hosts } of inventory.beside) {
    for (const [name, variables] of groups) register(found, { kind: 'group', name, variables })
    for (const [name, variables] of hosts) register(found, { kind: 'host', name, variables })
  }
  return found
}

function register(found: Map<Span, Reach>, layer: Layer): void {
  for (const entries of layer.variables.values())
    for (const { key } of entries) if (!found.has(key.at)) found.set(key.at, { layer, wins: new Map(), beaten: new Map() })
}

/** Goes through the layers of a host, or the first few of them, strongest first: the first entry of a name wins. */
function follow(found: Map<Span, Reach>, { name: host }: InventoryHost, settings: Settings, depth = settings.layers.length): void {
  const winners = new Map<string, Entry>()
  for (const layer of settings.layers.slice(0, depth)) {
    register(found, layer)
    for (const [name, entries] of layer.variables)
      for (const entry of entries) {
        const reach = found.get(entry.key.at)
        const winner = winners.get(name) ?? entry
        winners.set(name, winner)
        if (winner.key.at === entry.key.at) reach?.wins.set(host, settings)
        else reach?.beaten.set(winner.key.at, (reach.beaten.get(winner.key.at) ?? new Set()).add(host))
      }
  }
}

function instancesOf(settings: Settings): [string, Entry[]][] {
  const map = settings.definitions('pg_instances')[0]?.entry.value
  if (map?.kind !== 'mapping') return []
  return [...map.entries.values()].map(({ name, value }) => [name, value.kind === 'mapping' ? [...value.entries.values()] : []])
}
