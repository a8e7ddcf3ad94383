import type { Shape } from './shape.js'

/** What a machine is. Absent where neither the inventory nor a facts file says it. */
export interface Facts {
  /** Processors. */
  readonly node_cpu?: number
  /** MiB of memory, rounded up. */
  readonly node_mem_mb?: number
  /** Bytes of the file system that holds the database. */
  readonly node_fs_bytes?: number
  /** Packaging of the operating system: rpm or deb. */
  readonly os_package?: string
  /** Major release of the operating system: 9, 12, 24. */
  readonly os_version?: number
  /** Interface that carries the host's address. */
  readonly node_interface?: string
  readonly node_hostname?: string
}

export type FactName = keyof Facts

interface Fact extends Shape {
  readonly doc: string
}

/** Also the names under which the inventory itself may state a fact, as ordinary variables. */
export const factShapes: Readonly<Record<FactName, Fact>> = {
  node_cpu: { type: 'int', min: 1, max: 65536, doc: 'Processors of the machine.' },
  node_mem_mb: { type: 'int', min: 1, doc: 'Memory of the machine in MiB.' },
  node_fs_bytes: { type: 'int', min: 1, doc: 'Size of the file system that holds the database, in bytes.' },
  os_package: { type: 'enum', values: ['rpm', 'deb'], doc: 'Packaging of the operating system.' },
  os_version: { type: 'int', min: 1, doc: 'Major release of the operating system, as 9, 12 or 24.' },
  node_interface: { type: 'string', doc: 'Network interface that carries the address of the host.' },
  node_hostname: { type: 'string', doc: 'Host name of the machine.' },
}
