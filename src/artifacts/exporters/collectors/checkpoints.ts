import { type Collector, type Column, counter, gauge, label } from './collector.js'

const checkpoint = {
  name: 'pg_checkpoint',
  description: 'Checkpoints: what set them off, and the time and blocks that they took',
  pace: 'norm',
  scope: 'server',
} as const

const checkpointColumns: readonly Column[] = [
  counter('timed', 'Checkpoints that were due by time'),
  counter('requested', 'Checkpoints that were asked for, mostly because of much WAL'),
  counter('write_time', 'Seconds spent writing', 0.001),
  counter('sync_time', 'Seconds spent forcing to disk', 0.001),
  counter('buffers_written', 'Buffers written'),
]

const restartpointColumns: readonly Column[] = [
  counter('restartpoints_timed', 'Restartpoints of a standby that were due by time'),
  counter('restartpoints_requested', 'Restartpoints that were asked for'),
  counter('restartpoints_done', 'Restartpoints that were made'),
]

const writer = { name: 'pg_bgwriter', description: 'The background writer and the need for it', pace: 'norm', scope: 'server' } as const

const writerColumns: readonly Column[] = [
  counter('buffers_clean', 'Buffers that the background writer wrote'),
  counter('maxwritten_clean', 'Rounds that it ended early because of bgwriter_lru_maxpages'),
  counter('buffers_alloc', 'Buffers that were allocated'),
]

const io = {
  name: 'pg_io',
  description: 'Reads and writes by kind of process, object and context; times are 0 unless they are tracked',
  pace: 'norm',
  scope: 'server',
} as const

const ioColumns: readonly Column[] = [
  label('backend_type', 'Kind of process'),
  label('object', 'What was read or written'),
  label('context', 'In which way'),
  counter('reads', 'Reads'),
  counter('read_bytes', 'Bytes read'),
  counter('read_time', 'Seconds spent reading', 0.001),
  counter('writes', 'Writes'),
  counter('write_bytes', 'Bytes written'),
  counter('write_time', 'Seconds spent writing', 0.001),
  counter('extends', 'Extensions of a file'),
  counter('extend_bytes', 'Bytes of them'),
  counter('hits', 'Blocks that were in the buffer cache'),
  counter('evictions', 'Blocks that had to go to make room'),
  counter('fsyncs', 'Forced writes'),
  counter('fsync_time', 'Seconds spent on them', 0.001),
]

const ioCounts = `coalesce(reads, 0) AS reads, coalesce(read_time, 0) AS read_time,
       coalesce(writes, 0) AS writes, coalesce(write_time, 0) AS write_time,
       coalesce(extends, 0) AS extends, coalesce(hits, 0) AS hits, coalesce(evictions, 0) AS evictions,
       coalesce(fsyncs, 0) AS fsyncs, coalesce(fsync_time, 0) AS fsync_time`

/** Who writes the buffer cache to disk, and at what cost. PostgreSQL 17 gave checkpoints a view of their own. */
export const checkpoints: readonly Collector[] = [
  {
    ...checkpoint,
    key: 'pg_checkpoint_13',
    since: 130000,
    until: 170000,
    query: `
SELECT checkpoints_timed AS timed, checkpoints_req AS requested,
       checkpoint_write_time AS write_time, checkpoint_sync_time AS sync_time, buffers_checkpoint AS buffers_written
FROM pg_stat_bgwriter`,
    columns: checkpointColumns,
  },
  {
    ...checkpoint,
    key: 'pg_checkpoint_17',
    since: 170000,
    until: 180000,
    query: `
SELECT num_timed AS timed, num_requested AS requested, write_time, sync_time, buffers_written,
       restartpoints_timed, restartpoints_req AS restartpoints_requested, restartpoints_done
FROM pg_stat_checkpointer`,
    columns: [...checkpointColumns, ...restartpointColumns],
  },
  {
    ...checkpoint,
    key: 'pg_checkpoint_18',
    since: 180000,
    query: `
SELECT num_timed AS timed, num_requested AS requested, num_done AS done, write_time, sync_time, buffers_written,
       restartpoints_timed, restartpoints_req AS restartpoints_requested, restartpoints_done
FROM pg_stat_checkpointer`,
    columns: [...checkpointColumns, counter('done', 'Checkpoints that were made; an idle server skips them'), ...restartpointColumns],
  },
  {
    key: 'pg_checkpoint_last',
    name: 'pg_checkpoint_last',
    description: 'The last checkpoint or restartpoint: where recovery after a crash would begin',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT extract(epoch FROM clock_timestamp() - checkpoint_time) AS age_seconds,
       coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, redo_lsn), 0) AS redo_bytes
FROM pg_control_checkpoint()`,
    columns: [gauge('age_seconds', 'Seconds since it was made'), gauge('redo_bytes', 'WAL in bytes that a crash would have to replay')],
  },
  {
    ...writer,
    key: 'pg_bgwriter_13',
    since: 130000,
    until: 170000,
    query: `
SELECT buffers_clean, maxwritten_clean, buffers_alloc, buffers_backend, buffers_backend_fsync
FROM pg_stat_bgwriter`,
    columns: [
      ...writerColumns,
      counter('buffers_backend', 'Buffers that sessions had to write themselves'),
      counter('buffers_backend_fsync', 'Times that sessions had to force them to disk themselves'),
    ],
  },
  {
    ...writer,
    key: 'pg_bgwriter_17',
    since: 170000,
    query: `
SELECT buffers_clean, maxwritten_clean, buffers_alloc
FROM pg_stat_bgwriter`,
    columns: writerColumns,
  },
  {
    ...io,
    key: 'pg_io_16',
    since: 160000,
    until: 180000,
    query: `
SELECT backend_type, object, context, ${ioCounts},
       coalesce(reads * op_bytes, 0) AS read_bytes, coalesce(writes * op_bytes, 0) AS write_bytes, coalesce(extends * op_bytes, 0) AS extend_bytes
FROM pg_stat_io`,
    columns: ioColumns,
  },
  {
    ...io,
    key: 'pg_io_18',
    since: 180000,
    query: `
SELECT backend_type, object, context, ${ioCounts},
       coalesce(read_bytes, 0) AS read_bytes, coalesce(write_bytes, 0) AS write_bytes, coalesce(extend_bytes, 0) AS extend_bytes
FROM pg_stat_io`,
    columns: ioColumns,
  },
]
