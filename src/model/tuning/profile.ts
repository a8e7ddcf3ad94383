/** What a cluster is for, which decides how its servers are tuned: pg_conf without its `.yml`. */
export type Profile = 'oltp' | 'olap' | 'crit' | 'tiny'

const profiles: readonly string[] = ['oltp', 'olap', 'crit', 'tiny'] satisfies Profile[]

/** `oltp` for a name that validation has refused. */
export function profileOf(conf: string): Profile {
  const name = conf.replace(/\.yml$/, '')
  return profiles.includes(name) ? (name as Profile) : 'oltp'
}

/** Numbers from which the sizes of a server follow. Shares are of the CPUs, or of shared_buffers for `maintenanceShare`; memory is in MB. */
export interface Sizing {
  /** Connections behind a pool, and without one. */
  readonly connections: { readonly pooled: number; readonly direct: number }
  readonly maintenanceShare: number
  readonly workMem: { readonly min: number; readonly max: number }
  /** Background workers: so many more than CPUs, and never fewer than `min`. */
  readonly workers: { readonly extra: number; readonly min: number }
  readonly parallel: { readonly share: number; readonly min: number; readonly round: 'up' | 'down' }
  /** Workers of one query; none where `max` is 0. */
  readonly gather: { readonly share: number; readonly min: number; readonly max: number }
  readonly maintenance: { readonly share: number; readonly min: number; readonly round: 'up' | 'down' }
  readonly io: { readonly share: number; readonly min: number; readonly max: number }
  /** Lock slots for each connection; an extension that cuts tables into many pieces needs more. */
  readonly locks: { readonly plain: number; readonly pieces: number }
  /** Disk units of temp_file_limit. */
  readonly temporaryUnits: number
}

const oltp: Sizing = {
  connections: { pooled: 500, direct: 1000 },
  maintenanceShare: 0.25,
  workMem: { min: 64, max: 1024 },
  workers: { extra: 8, min: 16 },
  parallel: { share: 0.5, min: 2, round: 'up' },
  gather: { share: 0.2, min: 2, max: 8 },
  maintenance: { share: 0.33, min: 2, round: 'up' },
  io: { share: 0.25, min: 4, max: 16 },
  locks: { plain: 1, pieces: 2 },
  temporaryUnits: 1,
}

export const sizings: Readonly<Record<Profile, Sizing>> = {
  oltp,
  olap: {
    ...oltp,
    connections: { pooled: 500, direct: 500 },
    maintenanceShare: 0.5,
    workMem: { min: 64, max: 8192 },
    workers: { extra: 12, min: 20 },
    parallel: { share: 0.8, min: 2, round: 'up' },
    gather: { share: 0.5, min: 2, max: Number.POSITIVE_INFINITY },
    io: { share: 0.5, min: 4, max: 32 },
    locks: { plain: 2, pieces: 4 },
    temporaryUnits: 4,
  },
  crit: { ...oltp, gather: { share: 0, min: 0, max: 0 }, io: { share: 0.25, min: 4, max: 8 } },
  tiny: {
    ...oltp,
    connections: { pooled: 250, direct: 250 },
    workMem: { min: 16, max: 256 },
    workers: { extra: 4, min: 12 },
    parallel: { share: 0.5, min: 1, round: 'down' },
    gather: { share: 0, min: 0, max: 0 },
    maintenance: { share: 0.33, min: 1, round: 'down' },
    io: { share: 0, min: 3, max: 3 },
  },
}
