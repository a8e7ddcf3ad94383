import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { type ExtraVariables, readExtra } from '../../src/inventory/extra.js'
import type { InventoryInput } from '../../src/inventory/input.js'
import type { Inventory } from '../../src/inventory/inventory.js'
import { loadInventory } from '../../src/inventory/load.js'
import { Precedence } from '../../src/inventory/precedence.js'
import { readInventory } from '../../src/inventory/read.js'
import { Settings } from '../../src/inventory/settings.js'
import { validate } from '../../src/inventory/validate.js'
import { Values } from '../../src/inventory/values.js'
import { Source } from '../../src/source/source.js'

export interface Resolved {
  readonly inventory: Inventory | undefined
  /** Settings of a host; fails the test where there is no such host. */
  of(host: string): Settings
  /** `line:column code` of every finding, in order; those of a later text have its number in front, as in `2/1:1`. */
  readonly places: readonly string[]
  readonly found: readonly Diagnostic[]
}

/** Reads inventory texts up to the variables of every host, as the first passes of a compile do. */
export function resolve(...texts: string[]): Resolved {
  const sink = new Sink()
  const sources = texts.map((text, index) => new Source(`${index + 1}.yml`, text))
  return resolveInputs(sources, sink)
}

/** The same for inventories in any form, with extra variables. */
export function resolveInputs(inputs: readonly InventoryInput[], sink = new Sink(), extra: readonly ExtraVariables[] = []): Resolved {
  const inventory = loadInventory(
    inputs.map((input) => readInventory(input, sink)),
    extra.flatMap((each) => readExtra(each, sink) ?? []),
    sink,
  )
  const values = inventory === undefined ? undefined : new Values(sink, inventory)
  if (inventory !== undefined && values !== undefined) validate(inventory, values, sink)
  const precedence = inventory === undefined ? undefined : new Precedence(inventory)
  const found = sink.list()
  return {
    inventory,
    found,
    places: found.map(
      ({ at, code }) => `${at.source.name === '1.yml' ? '' : `${at.source.name.replace(/\.yml$/, '')}/`}${at.from.line}:${at.from.column} ${code}`,
    ),
    of: (name) => {
      const host = inventory?.hosts.get(name)
      if (host === undefined || values === undefined || precedence === undefined)
        throw new Error(`no host ${name}; there are ${[...(inventory?.hosts.keys() ?? [])].join(', ')}`)
      return new Settings(host.at, precedence.layers(host), values, name)
    },
  }
}
