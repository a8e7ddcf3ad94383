import { settingFacts } from '../compat/settings/settings.js'
import { effectiveNumber } from '../model/effective-setting.js'
import { hasKnownSettings } from '../model/given-settings.js'
import type { Instance } from '../model/model.js'
import { defineCheck, type Finding } from './check.js'

interface Rule {
  readonly name: string
  /** The setting that bounds it, the share of it that counts (1 where absent) and its default (none where the tuning always sets it). */
  readonly bound: string
  readonly share?: number
  readonly preset?: number
  /** Whether the bound is the least that counts rather than the most. */
  readonly least?: boolean
}

/** Source: the manual's page of each setting. */
const rules: readonly Rule[] = [
  { name: 'min_wal_size', bound: 'max_wal_size' },
  { name: 'max_parallel_workers', bound: 'max_worker_processes' },
  { name: 'max_parallel_workers_per_gather', bound: 'max_parallel_workers' },
  { name: 'max_parallel_maintenance_workers', bound: 'max_parallel_workers' },
  { name: 'max_logical_replication_workers', bound: 'max_worker_processes' },
  { name: 'max_sync_workers_per_subscription', bound: 'max_logical_replication_workers' },
  { name: 'max_parallel_apply_workers_per_subscription', bound: 'max_logical_replication_workers' },
  { name: 'autovacuum_max_workers', bound: 'autovacuum_worker_slots', preset: 16 },
  { name: 'io_combine_limit', bound: 'io_max_combine_limit', preset: 16 },
  { name: 'vacuum_freeze_min_age', bound: 'autovacuum_freeze_max_age', share: 0.5 },
  { name: 'vacuum_freeze_table_age', bound: 'autovacuum_freeze_max_age', share: 0.95 },
  { name: 'vacuum_failsafe_age', bound: 'autovacuum_freeze_max_age', share: 1.05, least: true },
  { name: 'vacuum_multixact_freeze_min_age', bound: 'autovacuum_multixact_freeze_max_age', share: 0.5, preset: 400000000 },
  { name: 'vacuum_multixact_freeze_table_age', bound: 'autovacuum_multixact_freeze_max_age', share: 0.95, preset: 400000000 },
  { name: 'vacuum_multixact_failsafe_age', bound: 'autovacuum_multixact_freeze_max_age', share: 1.05, preset: 400000000, least: true },
]

export const settingVoid = defineCheck({
  code: 'setting-void',
  severity: 'warning',
  summary: 'setting of which another one makes a part void',
  *ofCluster(cluster) {
    for (const instance of cluster.instances) {
      // A finding is where pg_parameters gives one of the two.
      const given = new Set(instance.serverSettings.map(({ name }) => name.toLowerCase()))
      if (given.size === 0 || !hasKnownSettings(cluster, instance.postgres.version)) continue
      for (const rule of rules) if (given.has(rule.name) || given.has(rule.bound)) yield* apply(rule, instance)
    }
  },
})

function* apply({ name, bound, share = 1, preset, least = false }: Rule, instance: Instance): Iterable<Finding> {
  if (settingFacts(bound, instance.postgres.version) === undefined) return
  const given = effectiveNumber(instance, name)
  const limit = effectiveNumber(instance, bound)
  const bounded = limit?.value ?? preset
  const places = [given?.at, limit?.at].filter((place) => place !== undefined)
  const [at] = places
  if (given === undefined || bounded === undefined || at === undefined) return
  const edge = bounded * share
  if (least ? given.value >= edge : given.value <= edge) return
  const part = share === 1 ? bound : `${share} of ${bound}`
  const ofPreset = limit === undefined ? ` (by default ${bounded})` : ` (${limit.text})`
  yield {
    at,
    message: `${name} ${given.text} is ${least ? 'less' : 'more'} than ${part}${ofPreset}: the server goes by the latter`,
    related: places.slice(1).map((place) => ({ at: place, message: bound })),
  }
}
