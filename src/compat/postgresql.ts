import { inReleases, type Releases } from './releases.js'
import { wantedValue } from './settings/check.js'
import { settingFacts, settingPresence } from './settings/settings.js'

/** The majors that are compiled for. What is newer is compiled as the newest of them. */
export const knownReleases = { first: 13, last: 19 } as const

/** Options of initdb, and words of them, that not every known release has. */
const initdb: Readonly<Record<string, Releases>> = {
  'locale-provider': { since: 15 },
  'locale-provider=builtin': { since: 17 },
  'builtin-locale': { since: 17 },
  'no-data-checksums': { since: 18 },
}

/** Whether a server of the release may know the setting: what is of an extension or newer than the table passes. */
export function hasSetting(name: string, version: number): boolean {
  return settingPresence(name, version) !== 'absent'
}

/** Whether the setting exists and takes this word. The range of numbers is no matter of releases here. */
export function takesValue(name: string, value: unknown, version: number): boolean {
  const facts = settingFacts(name, version)
  if (facts === undefined) return hasSetting(name, version)
  return facts.type === 'integer' || facts.type === 'real' || wantedValue(facts, String(value)) === undefined
}

/** `name` is an option, or `option=word`. What the table does not mention is older than every known release and still there. */
export function hasInitdbOption(name: string, version: number): boolean {
  return !Object.hasOwn(initdb, name) || inReleases(initdb[name] ?? {}, version)
}
