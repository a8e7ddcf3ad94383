import { type Collector, counter, gauge } from './collector.js'

const activityColumns = [
  counter('records', 'Records written'),
  counter('full_page_images', 'Full page images among them'),
  counter('bytes', 'Bytes written'),
  counter('buffers_full', 'Times that WAL had to be written because its buffers were full'),
]

/** WAL: how fast it grows, what lies on disk, and whether the archive takes it. */
export const wal: readonly Collector[] = [
  {
    key: 'pg_wal',
    name: 'pg_wal',
    description: 'Position in the WAL: written on a primary, replayed on a standby; its rate is the rate of WAL',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0'), 0) AS position_bytes`,
    columns: [counter('position_bytes', 'Bytes since the beginning of the WAL')],
  },
  {
    key: 'pg_wal_activity_14',
    name: 'pg_wal_activity',
    description: 'What was written to the WAL, and the time that took',
    pace: 'fast',
    scope: 'server',
    since: 140000,
    until: 180000,
    query: `
SELECT wal_records AS records, wal_fpi AS full_page_images, wal_bytes AS bytes, wal_buffers_full AS buffers_full,
       wal_write AS writes, wal_sync AS syncs, wal_write_time AS write_time, wal_sync_time AS sync_time
FROM pg_stat_wal`,
    columns: [
      ...activityColumns,
      counter('writes', 'Times that WAL buffers were written to disk'),
      counter('syncs', 'Times that a WAL file was forced to disk'),
      counter('write_time', 'Seconds spent writing; 0 unless track_wal_io_timing is on', 0.001),
      counter('sync_time', 'Seconds spent forcing; 0 unless track_wal_io_timing is on', 0.001),
    ],
  },
  {
    key: 'pg_wal_activity_18',
    name: 'pg_wal_activity',
    description: 'What was written to the WAL; the time that took is in pg_io, object wal',
    pace: 'fast',
    scope: 'server',
    since: 180000,
    query: `
SELECT wal_records AS records, wal_fpi AS full_page_images, wal_bytes AS bytes, wal_buffers_full AS buffers_full
FROM pg_stat_wal`,
    columns: activityColumns,
  },
  {
    key: 'pg_wal_directory',
    name: 'pg_wal_directory',
    description: 'WAL files on disk',
    pace: 'slow',
    scope: 'server',
    since: 130000,
    query: `
SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes
FROM pg_ls_waldir()`,
    columns: [gauge('files', 'Number of files'), gauge('bytes', 'Bytes of them')],
  },
  {
    key: 'pg_archiver',
    name: 'pg_archiver',
    description: 'Archiving of WAL: last success, last failure, and whether it fails now',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT archived_count,
       failed_count,
       coalesce(extract(epoch FROM last_archived_time), 0) AS last_archived_time,
       coalesce(extract(epoch FROM last_failed_time), 0) AS last_failed_time,
       coalesce(extract(epoch FROM clock_timestamp() - last_archived_time), -1) AS last_archived_age_seconds,
       coalesce(extract(epoch FROM clock_timestamp() - last_failed_time), -1) AS last_failed_age_seconds,
       coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)::int AS failing
FROM pg_stat_archiver`,
    columns: [
      counter('archived_count', 'WAL files archived'),
      counter('failed_count', 'Attempts that failed'),
      gauge('last_archived_time', 'Unix time of the last success; 0 before the first'),
      gauge('last_failed_time', 'Unix time of the last failure; 0 before the first'),
      gauge('last_archived_age_seconds', 'Seconds since the last success; -1 before the first'),
      gauge('last_failed_age_seconds', 'Seconds since the last failure; -1 before the first'),
      gauge('failing', '1 where the last attempt failed: WAL piles up and there is no recovery to this moment'),
    ],
  },
  {
    key: 'pg_archive_queue',
    name: 'pg_archive_queue',
    description: 'WAL files that wait to be archived',
    pace: 'slow',
    scope: 'server',
    since: 130000,
    query: `
SELECT count(*) AS files
FROM pg_ls_archive_statusdir()
WHERE name LIKE '%.ready'`,
    columns: [gauge('files', 'Number of files')],
  },
]
