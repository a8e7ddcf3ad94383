import type { LogJob } from '../model/layout.js'
import type { Instance } from '../model/model.js'
import type { FileSpec, Scopes } from './artifact.js'
import { instanceFile, rootOnly } from './files.js'
import type { LogFormat } from './log-format.js'
import type { Origin } from './log-program.js'

/** A source that follows files and the program that turns its lines into events. */
export interface LogPipeline {
  readonly source: string
  readonly transform: string
  readonly include: string
  readonly readFrom: 'beginning' | 'end'
  readonly start: string
  /** Files are told apart by their inode: for files that begin alike. */
  readonly byInode: boolean
  readonly program: string
}

/** What a pipeline of an instance says, beside what all have. */
export interface PipelineParts {
  /** The label of the events. */
  readonly job: LogJob
  /** Begins the names of its components: pglog. */
  readonly prefix: string
  /** Files with wildcards. */
  readonly include: string
  readonly format: LogFormat
  readonly byInode: boolean
  readonly program: (origin: Origin) => string
}

/** One file of /etc/vector for every instance with a log agent for which `parts` is there. */
export function pipelineFiles({ clusters }: Scopes['cluster'], parts: (instance: Instance) => PipelineParts | undefined): FileSpec<LogPipeline>[] {
  return clusters.flatMap(({ name: cluster, instances }) =>
    instances.flatMap((instance) => {
      const own = parts(instance)
      if (instance.logs === undefined || own === undefined) return []
      const origin = { job: own.job, cluster, instance: instance.name, address: instance.host.address.text }
      return instanceFile(instance, instance.layout.pipelines[own.job], rootOnly, {
        source: `${own.prefix}${instance.layout.componentSuffix}_raw`,
        transform: `${own.prefix}${instance.layout.componentSuffix}_logs`,
        include: own.include,
        readFrom: instance.logs.from,
        start: own.format.start,
        byInode: own.byInode,
        program: own.program(origin),
      })
    }),
  )
}

/** What Vector reads from such a file. */
export function pipelineContent({ source, transform, include, readFrom, start, byInode, program }: LogPipeline): unknown {
  return {
    sources: {
      [source]: {
        type: 'file',
        include: [include],
        read_from: readFrom,
        ...(byInode ? { fingerprint: { strategy: 'device_and_inode' } } : {}),
        multiline: { mode: 'halt_before', start_pattern: start, condition_pattern: start, timeout_ms: 1000 },
      },
    },
    transforms: { [transform]: { type: 'remap', inputs: [source], drop_on_abort: true, source: program } },
  }
}
