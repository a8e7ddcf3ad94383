import { defineArtifact } from '../artifact.js'
import { pgbouncerLog } from '../log-format.js'
import { type LogPipeline, pipelineContent, pipelineFiles } from '../log-pipeline.js'
import { eventOf, levelOf, messageLimit, type Origin, vrlPattern } from '../log-program.js'

/** The log of PgBouncer, which the reference does not read (KD-01). A line of another form is kept as it is. */
export const vectorPgbouncer = defineArtifact<LogPipeline>({
  id: 'vector/pgbouncer.yaml',
  component: 'vector',
  format: 'yaml',
  impact: { action: 'reload', unit: 'vector.service' },
  uses: ['pg_cluster', 'pg_instances', 'pg_seq', 'pgbouncer_enabled', 'pgbouncer_log_dir', 'vector_enabled', 'vector_read_from'],
  each: 'cluster',
  files: (model) =>
    pipelineFiles(model, ({ pool }) =>
      pool === undefined
        ? undefined
        : { job: 'pgbouncer', prefix: 'pgbouncer', include: `${pool.logDirectory}/*.log`, format: pgbouncerLog, byInode: true, program },
    ),
  content: pipelineContent,
})

function program(origin: Origin): string {
  return `message = string!(.message)
level = "info"
time = now()
pid = 0
found, problem = parse_regex(message, ${vrlPattern(pgbouncerLog.record ?? '')})
if problem == null {
  time = parse_timestamp(to_string(found.time), "%Y-%m-%d %H:%M:%S%.f") ?? now()
  pid = to_int(found.pid) ?? 0
  word = to_string(found.level)
  ${levelOf(pgbouncerLog).replaceAll('\n', '\n  ')}
  message = to_string(found.text)
}
message = truncate(message, ${messageLimit})
${eventOf(origin, ['"topic": "main"', '"pid": pid'])}`
}
