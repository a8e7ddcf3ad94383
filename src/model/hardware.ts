import type { Facts } from '../catalog/facts.js'
import type { Platform } from '../compat/platforms.js'

/** The machine below a host, as far as files depend on it. */
export interface Hardware {
  readonly cpus: number
  /** MiB. */
  readonly memory: number
  /** Bytes of the file system that holds the database. */
  readonly disk: number
  readonly packaging: 'rpm' | 'deb'
  /** Major release of the operating system. */
  readonly osVersion: number
  /** The interface that carries the host's address, where it is known. */
  readonly interface?: string
  /** Whether a size is an assumption because nobody stated it. */
  readonly assumed: boolean
}

/** What the reference takes for a machine that it cannot look at. */
const fallback = { cpus: 4, memory: 16384, disk: 42949672960, packaging: 'rpm', osVersion: 9 } as const

/** The platform says what system it is; facts say it where the platform is one for several. */
export function hardwareOf(facts: Facts, system?: Platform['system']): Hardware {
  return {
    cpus: facts.node_cpu ?? fallback.cpus,
    memory: facts.node_mem_mb ?? fallback.memory,
    disk: facts.node_fs_bytes ?? fallback.disk,
    packaging: system?.packaging ?? (facts.os_package === 'deb' ? 'deb' : fallback.packaging),
    osVersion: system?.release ?? facts.os_version ?? fallback.osVersion,
    ...(facts.node_interface === undefined ? {} : { interface: facts.node_interface }),
    assumed: facts.node_cpu === undefined || facts.node_mem_mb === undefined || facts.node_fs_bytes === undefined,
  }
}

/** GiB of memory, rounded up, at least 1. */
export function memoryGb(hardware: Hardware): number {
  return Math.max(Math.ceil(hardware.memory / 1024), 1)
}

/** GiB of disk, rounded up, at least 1. */
export function diskGb(hardware: Hardware): number {
  return Math.max(Math.ceil(hardware.disk / 1073741824), 1)
}
