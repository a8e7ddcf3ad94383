import { sizings } from './profile.js'
import { type SizeInput, type Sizes, sizesOf } from './sizes.js'

/** How each size follows from the machine and the profile, in the words of somebody who wants to change it; the same rules as `sizesOf`. */
export function sizeWords(input: SizeInput): Readonly<Record<keyof Sizes, string>> {
  const { profile, hardware, connections, pooled, bufferShare } = input
  const sizing = sizings[profile]
  const sizes = sizesOf(input)
  const cpus = `node_cpu (${hardware.cpus})`
  const memory = `node_mem_mb (${hardware.memory})`
  const buffers = `shared_buffers (${sizes.sharedBuffers}MB)`
  const disk = `one for each 20 GiB of node_fs_bytes (${hardware.disk}), from 1 to 100`
  const pieces = sizes.locksPerTransaction / sizes.connections
  return {
    connections:
      connections === 'auto'
        ? `${sizes.connections} of profile ${profile}, ${pooled ? 'behind a pool' : 'without a pool in front'} (pg_max_conn is auto)`
        : `pg_max_conn (${connections})`,
    locksPerTransaction: `max_connections (${sizes.connections})${pieces === 1 ? '' : ` times ${pieces}`}`,
    preparedTransactions: sizes.preparedTransactions === 0 ? '0 without citus among pg_libs' : `max_connections (${sizes.connections}), since citus is loaded`,
    sharedBuffers: `pg_shared_buffer_ratio (${bufferShare}) of ${memory}, in MB, rounded up`,
    maintenanceWorkMem: `${share(sizing.maintenanceShare)} of ${buffers}, rounded up`,
    workMem: `${buffers} divided by max_connections (${sizes.connections}), at least ${sizing.workMem.min}MB, at most ${sizing.workMem.max}MB`,
    effectiveCacheSize: `${memory} less ${buffers}`,
    workers: `${cpus} plus ${sizing.workers.extra}, at least ${sizing.workers.min}`,
    parallelWorkers: `${share(sizing.parallel.share)} of ${cpus}, rounded ${sizing.parallel.round}, at least ${sizing.parallel.min}`,
    workersPerGather: sizing.gather.max === 0 ? `0 in profile ${profile}` : `${share(sizing.gather.share)} of ${cpus}, rounded down${limits(sizing.gather)}`,
    maintenanceWorkers: `${share(sizing.maintenance.share)} of ${cpus}, rounded ${sizing.maintenance.round}, at least ${sizing.maintenance.min}`,
    ioWorkers:
      sizing.io.min === sizing.io.max ? `${sizing.io.min} in profile ${profile}` : `${share(sizing.io.share)} of ${cpus}, rounded up${limits(sizing.io)}`,
    minWal: disk,
    maxWal: `4 times ${disk}`,
    slotWal: `6 times ${disk}`,
    temporaryFiles: `${sizing.temporaryUnits === 1 ? '' : `${sizing.temporaryUnits} times `}${disk}`,
  }
}

function share(part: number): string {
  return `${Math.round(part * 100)}%`
}

function limits({ min, max }: { readonly min: number; readonly max: number }): string {
  return `, at least ${min}${Number.isFinite(max) ? `, at most ${max}` : ''}`
}
