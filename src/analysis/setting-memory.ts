import { numberOf } from '../compat/settings/check.js'
import { settingFacts } from '../compat/settings/settings.js'
import { effectiveNumber, effectiveSetting } from '../model/effective-setting.js'
import { givenSettings, hasKnownSettings } from '../model/given-settings.js'
import type { Cluster, Host, Instance } from '../model/model.js'
import { neighboursIn } from '../model/neighbours.js'
import { Remembered } from '../model/remembered.js'
import { grouped } from '../source/grouped.js'
import type { Unit } from '../syntax/guc.js'
import { defineCheck, type Finding } from './check.js'

/** What one session or process may take for itself. */
const own: ReadonlySet<string> = new Set(['work_mem', 'maintenance_work_mem', 'autovacuum_work_mem', 'logical_decoding_work_mem', 'temp_buffers'])
const perMegabyte: Readonly<Partial<Record<Unit, number>>> = { B: 1048576, kB: 1024, '8kB': 128, MB: 1 }

/** Only what cannot fit at all: how many sessions take how much at the same time, nobody knows before. */
export const settingMemory = defineCheck({
  code: 'setting-memory',
  severity: 'warning',
  summary: 'memory settings that cannot fit into the memory of their host',
  hint: 'leave the setting to pg_conf, which sizes it by the host, or correct node_mem_mb',
  *run({ clusters }) {
    const sharing = new Set(neighboursIn(clusters).flatMap((instances) => instances.map(({ cluster }) => cluster)))
    for (const cluster of clusters) if (!sharing.has(cluster)) yield* found.from(cluster, (own) => ofHosts(measurable(own)))
    yield* ofHosts(clusters.filter((cluster) => sharing.has(cluster)).flatMap(measurable))
  },
})

const found = new Remembered<readonly Finding[]>()

/** Whose settings and memory are known. */
function measurable(cluster: Cluster): readonly Instance[] {
  return cluster.instances.filter(
    ({ host, patroni, postgres }) => !host.hardware.assumed && patroni !== undefined && hasKnownSettings(cluster, postgres.version),
  )
}

function ofHosts(all: readonly Instance[]): readonly Finding[] {
  return [...grouped(all, ({ host }) => host)].flatMap(([host, instances]) => [...ofHost(host, instances)])
}

function* ofHost(host: Host, instances: readonly Instance[]): Iterable<Finding> {
  const { memory } = host.hardware
  const shared = instances.map((instance) => megabytes(instance, 'shared_buffers'))
  const buffers = shared.reduce((sum, size) => sum + size, 0)
  if (buffers >= memory)
    for (const instance of instances)
      yield {
        at: effectiveNumber(instance, 'shared_buffers')?.at ?? instance.patroni?.tuning.bufferShareAt ?? instance.at,
        message: `shared_buffers of ${instances.map(({ name }) => name).join(', ')} ${instances.length > 1 ? 'together ' : ''}come to ${Math.floor(buffers)}MB, and host ${host.name} has ${memory}MB of memory`,
      }
  else for (const instance of instances) yield* ofSessions(instance, memory - buffers)
}

function* ofSessions(instance: Instance, left: number): Iterable<Finding> {
  for (const { name, value, at, what } of givenSettings(instance)) {
    const size = own.has(name.toLowerCase()) && value !== undefined ? sizeOf(instance, name, value) : undefined
    if (size !== undefined && size > left)
      yield { at, message: `${what} lets one process take ${value}, and beside shared_buffers host ${instance.host.name} has ${Math.floor(left)}MB of memory` }
  }
}

function megabytes(instance: Instance, name: string): number {
  const setting = effectiveSetting(instance, name)
  return setting === undefined ? 0 : (sizeOf(instance, name, setting.text) ?? 0)
}

function sizeOf(instance: Instance, name: string, value: string): number | undefined {
  const facts = settingFacts(name, instance.postgres.version)
  const number = facts === undefined ? undefined : numberOf(facts, value)
  const divisor = facts?.unit === undefined ? undefined : perMegabyte[facts.unit]
  return number === undefined || divisor === undefined ? undefined : number / divisor
}
