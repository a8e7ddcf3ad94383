import { defineArtifact } from '../artifact.js'
import { pgbackrestFile, pgbackrestLog, pgbackrestSeparator } from '../log-format.js'
import { type LogPipeline, pipelineContent, pipelineFiles } from '../log-pipeline.js'
import { eventOf, levelOf, messageLimit, type Origin, vrlPattern } from '../log-program.js'

/** The logs of pgBackRest, by stanza and command, with the lines that continue a record (KD-53). Not where pgBackRest is off (KD-05). */
export const vectorPgbackrest = defineArtifact<LogPipeline>({
  id: 'vector/pgbackrest.yaml',
  component: 'vector',
  format: 'yaml',
  impact: { action: 'reload', unit: 'vector.service' },
  uses: ['pg_cluster', 'pg_instances', 'pg_seq', 'pgbackrest_enabled', 'pgbackrest_log_dir', 'vector_enabled', 'vector_read_from'],
  each: 'cluster',
  files: (model) =>
    pipelineFiles(model, ({ backup }) =>
      backup === undefined
        ? undefined
        : { job: 'pgbackrest', prefix: 'pgbackrest', include: `${backup.logDirectory}/*.log`, format: pgbackrestLog, byInode: true, program },
    ),
  content: pipelineContent,
})

function program(origin: Origin): string {
  return `found, problem = parse_regex(string!(.message), ${vrlPattern(pgbackrestLog.record ?? '')})
if problem != null { abort }
time = parse_timestamp(to_string(found.time), "%Y-%m-%d %H:%M:%S%.f") ?? now()
word = to_string(found.level)
${levelOf(pgbackrestLog)}
message = truncate(replace(to_string(found.text), ${vrlPattern(pgbackrestSeparator)}, ""), ${messageLimit})
topic = ""
path, problem = parse_regex(to_string(.file) ?? "", ${vrlPattern(pgbackrestFile)})
if problem == null { topic = to_string(path.name) }
${eventOf(origin, ['"topic": topic', '"process": to_string(found.process)'])}`
}
