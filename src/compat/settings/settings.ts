import { inReleases, type Releases } from '../releases.js'
import { booleans } from './booleans.js'
import { enums } from './enums.js'
import { integers } from './integers.js'
import { reals } from './reals.js'
import type { SettingFacts, SettingRow, SettingRows, SettingType } from './setting.js'
import { strings } from './strings.js'

/** The releases whose settings are known completely. */
export const settledReleases = { first: 13, last: 18 } as const

/** Old names that every release takes for new ones. */
const aliases: Readonly<Record<string, string>> = { sort_mem: 'work_mem', vacuum_mem: 'maintenance_work_mem' }

interface Known {
  readonly name: string
  readonly type: SettingType
  readonly row: SettingRow
}

const sections: readonly (readonly [SettingType, SettingRows])[] = [
  ['boolean', booleans],
  ['integer', integers],
  ['real', reals],
  ['string', strings],
  ['enum', enums],
]

/** By the name in small letters, since case makes no difference. */
const table: ReadonlyMap<string, Known> = new Map(
  sections.flatMap(([type, rows]) => Object.entries(rows).map(([name, row]) => [name.toLowerCase(), { name, type, row }] as const)),
)

function find(name: string): Known | undefined {
  const key = name.toLowerCase()
  return table.get(Object.hasOwn(aliases, key) ? (aliases[key] ?? key) : key)
}

/** By release and name. There are no more than the tables have rows, and every instance asks for most of them. */
const made = new Map<number, Map<string, SettingFacts | undefined>>()

/** What a release says of a setting; undefined where it does not have it or nobody knows. Newer releases count as the last settled one. */
export function settingFacts(name: string, version: number): SettingFacts | undefined {
  const known = find(name)
  if (known === undefined) return undefined
  const release = made.get(version) ?? new Map<string, SettingFacts | undefined>()
  made.set(version, release)
  if (!release.has(known.name)) release.set(known.name, factsOf(known, version))
  return release.get(known.name)
}

function factsOf(known: Known, version: number): SettingFacts | undefined {
  if (!inReleases(known.row, version)) return undefined
  const { since, until, someBuilds, changes = {}, ...facts } = known.row
  const later = Object.keys(changes)
    .map(Number)
    .filter((release) => version >= release)
    .sort((a, b) => a - b)
  return Object.assign({ type: known.type, ...facts }, ...later.map((release) => changes[release]))
}

/** `custom`: a name with a dot, which belongs to an extension. `unsettled`: the release may have it and this table not know it. */
export type SettingPresence = 'present' | 'absent' | 'custom' | 'unsettled'

export function settingPresence(name: string, version: number): SettingPresence {
  if (name.includes('.')) return 'custom'
  const known = find(name)
  if (known !== undefined) return inReleases(known.row, version) ? 'present' : 'absent'
  return version < settledReleases.first || version > settledReleases.last ? 'unsettled' : 'absent'
}

/** The releases that have the setting; undefined where none has. */
export function settingReleases(name: string): Releases | undefined {
  return find(name)?.row
}

/** Whether only some minor releases or packages have the setting. */
export function isOfSomeBuilds(name: string): boolean {
  return find(name)?.row.someBuilds === true
}

/** Every setting that the release has for certain, by name. */
export function settingNames(version: number): string[] {
  return [...table.values()]
    .filter(({ row }) => inReleases(row, version) && row.someBuilds === undefined)
    .map(({ name }) => name)
    .sort()
}
