import { type Collector, counter, gauge, label } from './collector.js'

/** Where this server's WAL ends: what it wrote, or on a standby what it has. */
const end = 'CASE WHEN pg_is_in_recovery() THEN greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) ELSE pg_current_wal_lsn() END'

/** Standbys, slots and subscriptions: who follows, how far behind, and what that holds back. */
export const replication: readonly Collector[] = [
  {
    key: 'pg_standbys',
    name: 'pg_standbys',
    description: 'Number of servers that stream from this one; also where there is none',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT count(*) AS connected,
       count(*) FILTER (WHERE state = 'streaming') AS streaming,
       count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) AS synchronous
FROM pg_stat_replication`,
    columns: [
      gauge('connected', 'Replication connections'),
      gauge('streaming', 'Of these, caught up and streaming'),
      gauge('synchronous', 'Of these, commits wait for them'),
    ],
  },
  {
    key: 'pg_replication',
    name: 'pg_replication',
    description: 'How far each server that streams from this one is behind it',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT r.application_name,
       coalesce(host(r.client_addr), 'local') AS client,
       count(*) AS connections,
       count(*) FILTER (WHERE r.state = 'streaming') AS streaming,
       count(*) FILTER (WHERE r.sync_state IN ('sync', 'quorum')) AS synchronous,
       coalesce(max(pg_wal_lsn_diff(w.lsn, r.sent_lsn)), 0) AS sent_lag_bytes,
       coalesce(max(pg_wal_lsn_diff(w.lsn, r.write_lsn)), 0) AS write_lag_bytes,
       coalesce(max(pg_wal_lsn_diff(w.lsn, r.flush_lsn)), 0) AS flush_lag_bytes,
       coalesce(max(pg_wal_lsn_diff(w.lsn, r.replay_lsn)), 0) AS replay_lag_bytes,
       coalesce(max(extract(epoch FROM r.write_lag)), 0) AS write_lag_seconds,
       coalesce(max(extract(epoch FROM r.flush_lag)), 0) AS flush_lag_seconds,
       coalesce(max(extract(epoch FROM r.replay_lag)), 0) AS replay_lag_seconds,
       coalesce(max(extract(epoch FROM clock_timestamp() - r.reply_time)), 0) AS reply_age_seconds
FROM pg_stat_replication r
CROSS JOIN (SELECT ${end} AS lsn) AS w
GROUP BY 1, 2`,
    columns: [
      label('application_name', 'Name that it connects with: a member of Patroni, a slot, a tool'),
      label('client', 'Its address; local through the socket'),
      gauge('connections', 'Connections with this name and address'),
      gauge('streaming', 'Of these, caught up and streaming'),
      gauge('synchronous', 'Of these, commits wait for them'),
      gauge('sent_lag_bytes', 'WAL in bytes that was not sent yet'),
      gauge('write_lag_bytes', 'WAL in bytes that it has not written yet'),
      gauge('flush_lag_bytes', 'WAL in bytes that it has not on disk yet: what a failover to it would lose'),
      gauge('replay_lag_bytes', 'WAL in bytes that queries there do not see yet'),
      gauge('write_lag_seconds', 'Seconds until WAL is written there; 0 while idle'),
      gauge('flush_lag_seconds', 'Seconds until WAL is on disk there; 0 while idle'),
      gauge('replay_lag_seconds', 'Seconds until WAL is visible there; 0 while idle'),
      gauge('reply_age_seconds', 'Seconds since its last reply'),
    ],
  },
  {
    key: 'pg_standby',
    name: 'pg_standby',
    description: 'How far this standby is behind what it received, and whether it receives at all',
    pace: 'fast',
    scope: 'server',
    on: 'replica',
    since: 130000,
    query: `
SELECT (SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming') AS receiving,
       coalesce((SELECT extract(epoch FROM clock_timestamp() - last_msg_receipt_time) FROM pg_stat_wal_receiver), -1) AS message_age_seconds,
       coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0'), 0) AS receive_position_bytes,
       coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0) AS replay_position_bytes,
       greatest(coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0), 0) AS replay_lag_bytes,
       CASE WHEN pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn() THEN 0
            ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0) END AS replay_lag_seconds,
       coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), -1) AS transaction_age_seconds,
       pg_is_wal_replay_paused()::int AS replay_paused,
       extract(epoch FROM current_setting('recovery_min_apply_delay')::interval) AS apply_delay_seconds`,
    columns: [
      gauge('receiving', '1 where WAL streams in, 0 where the connection to the upstream is gone'),
      gauge('message_age_seconds', 'Seconds since the last message of the upstream; -1 without a connection'),
      counter('receive_position_bytes', 'End of the received WAL'),
      counter('replay_position_bytes', 'End of the replayed WAL'),
      gauge('replay_lag_bytes', 'WAL in bytes that was received and not replayed'),
      gauge('replay_lag_seconds', 'Age in seconds of what is visible here; 0 where all that was received is replayed'),
      gauge('transaction_age_seconds', 'Seconds since the last replayed commit; grows while the primary is idle; -1 before the first'),
      gauge('replay_paused', '1 where replay was paused'),
      gauge('apply_delay_seconds', 'Delay in seconds that is set on purpose'),
    ],
  },
  {
    key: 'pg_slot',
    name: 'pg_slot',
    description: 'Replication slots and what they hold back',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT s.slot_name,
       s.slot_type,
       coalesce(s.database, '') AS datname,
       s.active::int AS active,
       s.temporary::int AS temporary,
       coalesce(pg_wal_lsn_diff(w.lsn, s.restart_lsn), 0) AS retained_bytes,
       coalesce(pg_wal_lsn_diff(w.lsn, s.confirmed_flush_lsn), 0) AS unconfirmed_bytes,
       coalesce(s.safe_wal_size, -1) AS safe_bytes,
       (s.wal_status IS NOT DISTINCT FROM 'extended')::int AS wal_extended,
       (s.wal_status IS NOT DISTINCT FROM 'unreserved')::int AS wal_unreserved,
       (s.wal_status IS NOT DISTINCT FROM 'lost')::int AS wal_lost,
       coalesce(greatest(age(s.xmin), age(s.catalog_xmin)), 0) AS horizon_age
FROM pg_replication_slots s
CROSS JOIN (SELECT ${end} AS lsn) AS w`,
    columns: [
      label('slot_name', 'Slot'),
      label('slot_type', 'physical or logical'),
      label('datname', 'Database of a logical slot'),
      gauge('active', '1 where somebody reads from it'),
      gauge('temporary', '1 where it ends with its session'),
      gauge('retained_bytes', 'WAL in bytes that is kept for it'),
      gauge('unconfirmed_bytes', 'WAL in bytes that a logical reader has not confirmed'),
      gauge('safe_bytes', 'WAL in bytes until it may be lost; -1 where nothing limits it or it is lost'),
      gauge('wal_extended', '1 where it keeps more than max_wal_size'),
      gauge('wal_unreserved', '1 where the next checkpoint may remove WAL that it needs'),
      gauge('wal_lost', '1 where WAL that it needs is gone: it has to be made anew'),
      gauge('horizon_age', 'Age in transactions of what it keeps from vacuum'),
    ],
  },
  {
    key: 'pg_slot_state_16',
    name: 'pg_slot_state',
    description: 'Logical slots that a standby had to give up',
    pace: 'norm',
    scope: 'server',
    since: 160000,
    until: 170000,
    query: `
SELECT slot_name, coalesce(conflicting, false)::int AS conflicting
FROM pg_replication_slots`,
    columns: [label('slot_name', 'Slot'), gauge('conflicting', '1 where replay removed rows that it needed')],
  },
  {
    key: 'pg_slot_state_17',
    name: 'pg_slot_state',
    description: 'Slots that were invalidated, are idle, or are copied to standbys',
    pace: 'norm',
    scope: 'server',
    since: 170000,
    query: `
SELECT slot_name,
       coalesce(conflicting, false)::int AS conflicting,
       (invalidation_reason IS NOT NULL)::int AS invalidated,
       coalesce(extract(epoch FROM clock_timestamp() - inactive_since), 0) AS inactive_seconds,
       failover::int AS failover,
       synced::int AS synced
FROM pg_replication_slots`,
    columns: [
      label('slot_name', 'Slot'),
      gauge('conflicting', '1 where replay removed rows that it needed'),
      gauge('invalidated', '1 where it can no longer be used'),
      gauge('inactive_seconds', 'Seconds since somebody last read from it; 0 while in use'),
      gauge('failover', '1 where standbys get a copy of it'),
      gauge('synced', '1 where it is such a copy'),
    ],
  },
  {
    key: 'pg_slot_decoding',
    name: 'pg_slot_decoding',
    description: 'Work of logical decoding for each slot',
    pace: 'norm',
    scope: 'server',
    since: 140000,
    query: `
SELECT slot_name, spill_txns, spill_bytes, stream_txns, stream_bytes, total_txns, total_bytes
FROM pg_stat_replication_slots`,
    columns: [
      label('slot_name', 'Slot'),
      counter('spill_txns', 'Transactions that did not fit into memory and went to disk'),
      counter('spill_bytes', 'Bytes of them'),
      counter('stream_txns', 'Transactions that were sent while still running'),
      counter('stream_bytes', 'Bytes of them'),
      counter('total_txns', 'Transactions decoded'),
      counter('total_bytes', 'Bytes of them'),
    ],
  },
  {
    key: 'pg_subscription',
    name: 'pg_subscription',
    description: 'Workers of logical subscriptions',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT subname,
       count(pid) AS workers,
       coalesce(max(extract(epoch FROM clock_timestamp() - last_msg_receipt_time)), -1) AS message_age_seconds
FROM pg_stat_subscription
GROUP BY subname`,
    columns: [
      label('subname', 'Subscription'),
      gauge('workers', 'Its running processes; 0 where it is stopped'),
      gauge('message_age_seconds', 'Seconds since the last message of the publisher; -1 before the first'),
    ],
  },
  {
    key: 'pg_subscription_error',
    name: 'pg_subscription_error',
    description: 'Errors of logical subscriptions',
    pace: 'norm',
    scope: 'server',
    since: 150000,
    query: `
SELECT subname, apply_error_count AS apply, sync_error_count AS sync
FROM pg_stat_subscription_stats`,
    columns: [
      label('subname', 'Subscription'),
      counter('apply', 'Errors while applying changes'),
      counter('sync', 'Errors while copying a table for the first time'),
    ],
  },
]
