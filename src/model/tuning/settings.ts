import { takesValue } from '../../compat/postgresql.js'
import { connectionRules } from './connections.js'
import { extensionRules } from './extensions.js'
import { resourceRules } from './resources.js'
import type { Rule, Rules, SettingValue, SizedRule, TuningInput } from './rule.js'
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

/** Every setting of the server that the release knows, each once, by topic. */
export function tunedSettings(input: TuningInput, version: number): SettingGroup[] {
  return Object.entries(groups).map(([title, rules]) => ({ title, settings: decide(rules, input, version) }))
}

function decide(rules: Rules, input: TuningInput, version: number): Record<string, SettingValue> {
  const settings: Record<string, SettingValue> = {}
  for (const [name, rule] of Object.entries(rules)) {
    const decided = typeof rule === 'function' ? rule(input) : rule
    const candidates = Array.isArray(decided) ? decided : [decided]
    const value = candidates.find((candidate) => candidate !== undefined && takesValue(name, candidate, version))
    if (value !== undefined) settings[name] = value
  }
  return settings
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
