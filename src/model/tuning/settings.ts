import { passesSetting } from '../../compat/patroni.js'
import { takesValue } from '../../compat/postgresql.js'
import { connectionRules } from './connections.js'
import { extensionRules } from './extensions.js'
import { resourceRules } from './resources.js'
import type { Candidates, Rule, Rules, SettingValue, SizedRule, TuningInput } from './rule.js'
import { upkeepRules } from './upkeep.js'
import { walRules } from './wal.js'

/** A heading of the file, and the settings below it by name. */
export interface SettingGroup {
  readonly title: string
  readonly settings: Readonly<Record<string, SettingValue>>
}

const groups: Readonly<Record<string, Rules>> = {
  'connections, replication, encryption': connectionRules,
  'memory, workers, I/O, planner': resourceRules,
  'WAL, archive, followers': walRules,
  'logs, statistics, vacuum, time limits': upkeepRules,
  'libraries and their settings': extensionRules,
}

export const topics: readonly string[] = Object.keys(groups)

/** Every setting of a topic that the release knows and Patroni hands over, each once; `lost` are those that it would not. */
export function tunedSettings(topic: string, input: TuningInput): SettingGroup & { readonly lost: readonly string[] } {
  const { version, patroni } = input
  const settings: Record<string, SettingValue> = {}
  const lost: string[] = []
  for (const [name, rule] of Object.entries(groups[topic] ?? {})) {
    const value = decide(name, rule, input, version)
    if (value === undefined) continue
    if (passesSetting(name, patroni)) settings[name] = value
    else lost.push(name)
  }
  return { title: topic, settings, lost }
}

function decide(name: string, rule: Rule, input: TuningInput, version: number): SettingValue | undefined {
  const decided = typeof rule === 'function' ? rule(input) : rule
  const candidates: Candidates = isList(decided) ? decided : decided === undefined ? [] : [decided]
  return candidates.find((candidate) => takesValue(name, candidate, version))
}

function isList(decided: SettingValue | Candidates | undefined): decided is Candidates {
  return Array.isArray(decided)
}

/** The size that a setting takes, where it takes one, and what it adds. */
export function sizeBehind(name: string): SizedRule | undefined {
  const rules = Object.values(groups).find((group) => Object.hasOwn(group, name))
  const rule = rules?.[name]
  return isSized(rule) ? rule : undefined
}

function isSized(rule: Rule | undefined): rule is SizedRule {
  return typeof rule === 'function' && 'size' in rule
}
