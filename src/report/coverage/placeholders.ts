import type { Instance, Model } from '../../model/model.js'

/** Settings of a cluster that nothing reads as long as their library is not loaded. Harmless: they hold when it is. */
export interface Placeholders {
  readonly cluster: string
  readonly library: string
  /** Names of the settings, sorted. */
  readonly settings: readonly string[]
}

/** Libraries whose settings have another prefix than their name. */
const libraries: Readonly<Record<string, string>> = { cron: 'pg_cron', duckdb: 'pg_duckdb' }

/** The placeholders in the settings of every cluster, by cluster and library (KD-85). */
export function placeholdersOf({ clusters }: Model): readonly Placeholders[] {
  return clusters.flatMap(({ name, primary }) => [...ofInstance(primary)].map(([library, settings]) => ({ cluster: name, library, settings: settings.sort() })))
}

function ofInstance({ patroni, serverSettings }: Instance): Map<string, string[]> {
  const found = new Map<string, string[]>()
  if (patroni === undefined) return found
  const names = [...patroni.tuning.settings.flatMap(({ settings }) => Object.keys(settings)), ...serverSettings.map((setting) => setting.name)]
  const loaded = new Set(patroni.tuning.libraries.split(',').map((library) => library.trim()))
  for (const name of new Set(names)) {
    const [prefix = '', ...rest] = name.split('.')
    const library = libraries[prefix] ?? prefix
    if (rest.length > 0 && !loaded.has(library)) found.set(library, [...(found.get(library) ?? []), name])
  }
  return found
}
