import { numberOf } from '../compat/settings/check.js'
import { patroniSettings } from '../compat/settings/patroni.js'
import { settingFacts } from '../compat/settings/settings.js'
import type { Span } from '../source/span.js'
import { Float } from '../syntax/float.js'
import type { Instance } from './model.js'
import { Remembered } from './remembered.js'

/** What the server goes by. `at` is where pg_parameters gives it; absent where the tuning decided. */
export interface EffectiveSetting {
  readonly name: string
  readonly text: string
  readonly at?: Span
}

/** Patroni's own win over pg_parameters, and those over the tuning. Undefined where the server's default holds. */
export function effectiveSetting({ patroni, serverSettings }: Instance, name: string): EffectiveSetting | undefined {
  if (patroni === undefined) return undefined
  const given = patroniSettings.has(name) ? undefined : serverSettings.find((setting) => setting.name.toLowerCase() === name)
  if (given !== undefined) return { name, text: given.value, at: given.at }
  const tuned = patroni.tuning.settings.find(({ settings }) => Object.hasOwn(settings, name))?.settings[name]
  return tuned === undefined ? undefined : { name, text: String(tuned instanceof Float ? tuned.value : tuned) }
}

export interface EffectiveNumber extends EffectiveSetting {
  readonly value: number
}

/** By name: members have many in common, and checks ask for the same ones. */
const numbers = new Remembered<Map<string, EffectiveNumber | undefined>>()

/** Its number in base units of the release; undefined where it is none, or not set. */
export function effectiveNumber(instance: Instance, name: string): EffectiveNumber | undefined {
  const { patroni, serverSettings, postgres } = instance
  if (patroni === undefined) return undefined
  const known = numbers.of([patroni.tuning, serverSettings], String(postgres.version), () => new Map())
  if (!known.has(name)) known.set(name, read(instance, name))
  return known.get(name)
}

function read(instance: Instance, name: string): EffectiveNumber | undefined {
  const setting = effectiveSetting(instance, name)
  const facts = settingFacts(name, instance.postgres.version)
  const value = setting === undefined || facts === undefined ? undefined : numberOf(facts, setting.text)
  return setting === undefined || value === undefined ? undefined : { ...setting, value }
}
