import { type EffectiveSetting, effectiveNumber, effectiveSetting } from '../model/effective-setting.js'
import { hasKnownSettings } from '../model/given-settings.js'
import type { Instance } from '../model/model.js'
import { parseBoolean } from '../syntax/guc.js'
import { defineCheck, type Finding } from './check.js'

/** Two WAL segments of 16 MB. */
const leastWal = 32
const reserves = ['superuser_reserved_connections', 'reserved_connections']
const walSizes = ['min_wal_size', 'max_wal_size']
const statements = ['log_parser_stats', 'log_planner_stats', 'log_executor_stats']
const targets = ['recovery_target', 'recovery_target_lsn', 'recovery_target_name', 'recovery_target_time', 'recovery_target_xid']

/** A finding is where pg_parameters gives one of these. */
const decisive: ReadonlySet<string> = new Set([...reserves, ...walSizes, 'log_statement_stats', ...statements, 'shared_memory_type', 'huge_pages', ...targets])

/** Each value alone is fine, and the server refuses them together. */
export const settingConflict = defineCheck({
  code: 'setting-conflict',
  severity: 'error',
  summary: 'settings with which together the server does not start',
  *ofCluster(cluster) {
    for (const instance of cluster.instances)
      if (instance.serverSettings.some(({ name }) => decisive.has(name.toLowerCase())) && hasKnownSettings(cluster, instance.postgres.version)) {
        yield* reserved(instance)
        yield* smallWal(instance)
        yield* statistics(instance)
        yield* hugePages(instance)
        yield* recovery(instance)
      }
  },
})

function* reserved(instance: Instance): Iterable<Finding> {
  const most = effectiveNumber(instance, 'max_connections')
  const parts = reserves.flatMap((name) => effectiveNumber(instance, name) ?? [])
  const sum = parts.reduce((total, { value }) => total + value, 0)
  if (most !== undefined && sum >= most.value)
    yield* at(parts, `${parts.map(({ name, value }) => `${name} ${value}`).join(' and ')} must leave connections of max_connections ${most.value}`)
}

function* smallWal(instance: Instance): Iterable<Finding> {
  for (const name of walSizes) {
    const size = effectiveNumber(instance, name)
    if (size !== undefined && size.value < leastWal) yield* at([size], `${name} must be at least two WAL segments, ${leastWal}MB, not ${size.text}`)
  }
}

function* statistics(instance: Instance): Iterable<Finding> {
  const whole = on(instance, 'log_statement_stats')
  const part = statements.flatMap((name) => on(instance, name) ?? [])[0]
  if (whole !== undefined && part !== undefined) yield* at([part, whole], `${part.name} and log_statement_stats cannot both be on`)
}

function* hugePages(instance: Instance): Iterable<Finding> {
  const memory = effectiveSetting(instance, 'shared_memory_type')
  const pages = on(instance, 'huge_pages')
  if (memory?.text.toLowerCase() === 'sysv' && pages !== undefined)
    yield* at([memory, pages], 'huge_pages on needs shared_memory_type mmap, not sysv: with sysv it can be try or off')
}

function* recovery(instance: Instance): Iterable<Finding> {
  const set = targets.flatMap((name) => effectiveSetting(instance, name) ?? []).filter(({ text }) => text !== '')
  if (set.length > 1) yield* at(set, `recovery can have one target, not ${set.map(({ name }) => name).join(' and ')}`)
}

function on(instance: Instance, name: string): EffectiveSetting | undefined {
  const setting = effectiveSetting(instance, name)
  return setting !== undefined && parseBoolean(setting.text) === true ? setting : undefined
}

/** At the first of them that pg_parameters gives; the tuning alone does not contradict itself. */
function* at(settings: readonly EffectiveSetting[], message: string): Iterable<Finding> {
  const [first, ...others] = settings.flatMap(({ name, at: place }) => (place === undefined ? [] : [{ at: place, message: name }]))
  if (first !== undefined) yield { at: first.at, message: `${message}: the server does not start`, related: others }
}
