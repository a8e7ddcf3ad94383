import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { Sink } from '../../src/diagnostics/sink.js'
import type { Inventory } from '../../src/inventory/inventory.js'
import { loadInventory } from '../../src/inventory/load.js'
import { Precedence } from '../../src/inventory/precedence.js'
import { Settings } from '../../src/inventory/settings.js'
import { Values, validate } from '../../src/inventory/validate.js'
import { Source } from '../../src/source/source.js'
import { parseYaml } from '../../src/syntax/yaml.js'

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
  const sources = texts.map((text, index) => new Source(`${index + 1}`, text))
  const inventory = loadInventory(
    sources.flatMap((source) => parseYaml(source, sink) ?? []),
    sink,
  )
  const values = new Values(sink)
  if (inventory !== undefined) validate(inventory, values, sink)
  const precedence = new Precedence()
  const found = sink.list()
  return {
    inventory,
    found,
    places: found.map(({ at, code }) => `${at.source.name === '1' ? '' : `${at.source.name}/`}${at.from.line}:${at.from.column} ${code}`),
    of: (name) => {
      const host = inventory?.hosts.get(name)
      if (host === undefined) throw new Error(`no host ${name}; there are ${[...(inventory?.hosts.keys() ?? [])].join(', ')}`)
      return new Settings(host.at, precedence.layers(host), values)
    },
  }
}
