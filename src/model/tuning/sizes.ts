import type { Hardware } from '../hardware.js'
import { type Profile, sizings } from './profile.js'

/** What a machine's size makes of a profile. Memory in MB, disk space in GB. */
export interface Sizes {
  readonly connections: number
  readonly locksPerTransaction: number
  readonly preparedTransactions: number
  readonly sharedBuffers: number
  readonly maintenanceWorkMem: number
  readonly workMem: number
  readonly effectiveCacheSize: number
  /** Background workers of extensions; the server's own come on top. */
  readonly workers: number
  readonly parallelWorkers: number
  readonly workersPerGather: number
  readonly maintenanceWorkers: number
  readonly ioWorkers: number
  readonly minWal: number
  readonly maxWal: number
  readonly slotWal: number
  readonly temporaryFiles: number
}

export interface SizeInput {
  readonly profile: Profile
  readonly hardware: Hardware
  /** The connection limit that the inventory asks for, or `auto`. */
  readonly connections: number | 'auto'
  /** Whether clients come through a pool unless a service says otherwise. */
  readonly pooled: boolean
  /** Share of memory for shared_buffers. */
  readonly bufferShare: number
  /** The text of shared_preload_libraries. */
  readonly libraries: string
}

/** Disk space comes in units of 20 GiB; beyond 100 of them nothing grows any more. */
const diskUnit = 21474836480
const mostUnits = 100

/** Source: the sizing rules of the reference; all of them are IEEE arithmetic in the order written. */
export function sizesOf({ profile, hardware, connections: wanted, pooled, bufferShare, libraries }: SizeInput): Sizes {
  const sizing = sizings[profile]
  const { cpus, memory, disk } = hardware
  const connections = wanted === 'auto' ? sizing.connections[pooled ? 'pooled' : 'direct'] : wanted
  const sharedBuffers = Math.ceil(memory * bufferShare)
  const units = clamp(1, Math.ceil(disk / diskUnit), mostUnits)
  const citus = libraries.includes('citus')
  return {
    connections,
    locksPerTransaction: connections * sizing.locks[citus || libraries.includes('timescaledb') ? 'pieces' : 'plain'],
    // Citus commits in two phases on its workers.
    preparedTransactions: citus ? connections : 0,
    sharedBuffers,
    maintenanceWorkMem: Math.ceil(sharedBuffers * sizing.maintenanceShare),
    workMem: clamp(sizing.workMem.min, Math.floor(sharedBuffers / connections), sizing.workMem.max),
    effectiveCacheSize: memory - sharedBuffers,
    workers: Math.max(cpus + sizing.workers.extra, sizing.workers.min),
    parallelWorkers: shareOf(cpus, sizing.parallel),
    workersPerGather: clamp(sizing.gather.min, Math.floor(cpus * sizing.gather.share), sizing.gather.max),
    maintenanceWorkers: shareOf(cpus, sizing.maintenance),
    ioWorkers: clamp(sizing.io.min, Math.ceil(cpus * sizing.io.share), sizing.io.max),
    minWal: units,
    maxWal: 4 * units,
    slotWal: 6 * units,
    temporaryFiles: sizing.temporaryUnits * units,
  }
}

function shareOf(cpus: number, { share, min, round }: { readonly share: number; readonly min: number; readonly round: 'up' | 'down' }): number {
  return Math.max(round === 'up' ? Math.ceil(cpus * share) : Math.floor(cpus * share), min)
}

function clamp(min: number, value: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}
