import { defineArtifact } from '../artifact.js'
import { postgresColumns, postgresDuration, postgresLog } from '../log-format.js'
import { type LogPipeline, pipelineContent, pipelineFiles } from '../log-pipeline.js'
import { eventOf, levelOf, messageLimit, type Origin, vrlPattern, vrlString } from '../log-program.js'

/**
 * The log of PostgreSQL, from its CSV files. A record without the columns of csvlog is dropped. Modes whose server writes no csvlog have no files here.
 * Labels cls, ins and ip are those of the instance's metrics.
 */
export const vectorPostgres = defineArtifact<LogPipeline>({
  id: 'vector/postgres.yaml',
  component: 'vector',
  format: 'yaml',
  impact: { action: 'reload', unit: 'vector.service' },
  uses: ['pg_cluster', 'pg_instances', 'pg_log_dir', 'pg_seq', 'vector_enabled', 'vector_read_from'],
  each: 'cluster',
  files: (model) =>
    pipelineFiles(model, ({ postgres }) => ({
      job: 'postgres',
      prefix: 'pglog',
      include: `${postgres.logDirectory}/*.csv`,
      format: postgresLog,
      byInode: false,
      program,
    })),
  content: pipelineContent,
})

/** Columns that make up the message, in this order, where they are not empty. */
const messageColumns = ['detail', 'hint', 'iq', 'iqp', 'ctx', 'q', 'qp', 'loc']

function program(origin: Origin): string {
  const columns = postgresColumns.slice(1).map((name, index) => `"${name}": to_string(record[${index + 1}])`)
  return `record, problem = parse_csv(string!(.message))
if problem != null || length(record) < 23 { abort }
time = parse_timestamp(replace(to_string(record[0]), " UTC", " +0000"), "%Y-%m-%d %H:%M:%S%.f %z") ?? now()
word = to_string(record[${postgresColumns.indexOf('lv')}])
${levelOf(postgresLog)}
message = to_string(record[${postgresColumns.indexOf('msg')}])
timing, problem = parse_regex(message, ${vrlPattern(postgresDuration)})
timed = problem == null
${messageColumns.map((name) => `part = to_string(record[${postgresColumns.indexOf(name)}])\nif part != "" { message = message + ${vrlString(',')} + part }`).join('\n')}
message = truncate(message, ${messageLimit})
${eventOf(origin, columns)}
if timed { .duration = to_float(timing.duration) ?? 0.0 }`
}
