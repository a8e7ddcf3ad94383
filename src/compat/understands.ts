import { invariant } from '../diagnostics/invariant.js'
import { type Component, components } from './components.js'
import { existsIn, type Lifetime } from './option.js'
import type { Platform } from './platforms.js'

/** Whether the platform's version of a component has an option of its table. */
export function understands({ versions }: Platform, component: Component, option: string): boolean {
  return existsIn(versions[component], lifetimeOf(component, option))
}

/** The settings of a list of pairs that the platform's version understands. */
export function understood<Setting extends readonly [name: string, value: unknown]>(
  platform: Platform,
  component: Component,
  settings: readonly Setting[],
): Setting[] {
  return settings.filter(([name]) => understands(platform, component, name))
}

/** When a component has an option. Every option that we print has a row; a test sees to it. */
export function lifetimeOf(component: Component, option: string): Lifetime {
  const { options } = components[component]
  const lifetime = Object.hasOwn(options, option) ? options[option] : undefined
  invariant(lifetime !== undefined, `compat: no row for ${option} of ${component}`)
  return lifetime
}

/** The same for options that users write, which may be newer than the table. */
export function knownLifetimeOf(component: Component, option: string): Lifetime {
  const { options } = components[component]
  return (Object.hasOwn(options, option) ? options[option] : undefined) ?? {}
}

/** The oldest version that files are made for, where this one is older. */
export function neededVersion(component: Component, version: string): string | undefined {
  const { oldest } = components[component]
  return oldest === undefined || existsIn(version, { since: oldest }) ? undefined : oldest
}

/** A component with its version, as people write it: PgBouncer 1.18.0. */
export function titleOf({ versions }: Platform, component: Component): string {
  return `${components[component].title} ${versions[component]}`
}
