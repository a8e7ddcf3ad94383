import { Float } from '../../syntax/float.js'
import { archiveCommand } from './local.js'
import { byProfile, type Rules, sized } from './rule.js'

/** Background writer, WAL, archiving and followers. */
export const walRules: Rules = {
  bgwriter_delay: '10ms',
  bgwriter_lru_maxpages: 800,
  bgwriter_lru_multiplier: new Float(5),
  min_wal_size: sized('minWal', 'GB'),
  max_wal_size: sized('maxWal', 'GB'),
  max_slot_wal_keep_size: sized('slotWal', 'GB'),
  wal_buffers: '16MB',
  wal_writer_delay: byProfile({ oltp: '20ms', olap: '20ms', crit: '10ms', tiny: '20ms' }),
  wal_writer_flush_after: byProfile({ oltp: '1MB', olap: '1MB', crit: 0, tiny: '1MB' }),
  commit_delay: 20,
  commit_siblings: 10,
  checkpoint_timeout: '15min',
  checkpoint_completion_target: new Float(0.95),
  archive_mode: ({ stanza }) => (stanza === undefined ? undefined : 'on'),
  archive_timeout: ({ stanza }) => (stanza === undefined ? undefined : 300),
  archive_command: ({ stanza }) => (stanza === undefined ? undefined : archiveCommand(stanza)),
  sync_replication_slots: true,
  idle_replication_slot_timeout: byProfile({ oltp: '7d', olap: '7d', crit: '3d', tiny: '7d' }),
  max_standby_archive_delay: '10min',
  max_standby_streaming_delay: '3min',
  wal_receiver_status_interval: '1s',
  wal_receiver_timeout: '60s',
  hot_standby_feedback: 'on',
  vacuum_defer_cleanup_age: byProfile({ crit: 500000 }),
  max_logical_replication_workers: 8,
  max_sync_workers_per_subscription: 6,
}
