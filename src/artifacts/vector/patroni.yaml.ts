import { defineArtifact } from '../artifact.js'
import { patroniLog } from '../log-format.js'
import { type LogPipeline, pipelineContent, pipelineFiles } from '../log-pipeline.js'
import { eventOf, levelOf, messageLimit, type Origin, vrlPattern } from '../log-program.js'

/** Patroni's log, with the tracebacks that follow a line. A line of another form is kept as it is. Not where Patroni is off (KD-05). */
export const vectorPatroni = defineArtifact<LogPipeline>({
  id: 'vector/patroni.yaml',
  component: 'vector',
  format: 'yaml',
  impact: { action: 'reload', unit: 'vector.service' },
  uses: ['patroni_enabled', 'patroni_log_dir', 'pg_cluster', 'pg_instances', 'pg_seq', 'vector_enabled', 'vector_read_from'],
  each: 'cluster',
  files: (model) =>
    pipelineFiles(model, ({ patroni }) =>
      patroni === undefined
        ? undefined
        : { job: 'patroni', prefix: 'patroni', include: `${patroni.logDirectory}/patroni.log`, format: patroniLog, byInode: true, program },
    ),
  content: pipelineContent,
})

function program(origin: Origin): string {
  return `message = string!(.message)
level = "info"
time = now()
found, problem = parse_regex(message, ${vrlPattern(patroniLog.record ?? '')})
if problem == null {
  time = parse_timestamp(to_string(found.time), "%Y-%m-%d %H:%M:%S %z") ?? now()
  word = upcase(to_string(found.level))
  ${levelOf(patroniLog).replaceAll('\n', '\n  ')}
  message = to_string(found.text)
}
message = truncate(message, ${messageLimit})
${eventOf(origin, ['"topic": "main"'])}`
}
