import { checkpoints } from './checkpoints.js'
import type { Collector } from './collector.js'
import { databases } from './databases.js'
import { locks } from './locks.js'
import { progress } from './progress.js'
import { relations } from './relations.js'
import { replication } from './replication.js'
import { server } from './server.js'
import { sessions } from './sessions.js'
import { statements } from './statements.js'
import { wal } from './wal.js'

/** What is collected from PostgreSQL 13 to 18, by theme. */
export const postgres: readonly Collector[] = [
  ...server,
  ...sessions,
  ...databases,
  ...locks,
  ...replication,
  ...wal,
  ...checkpoints,
  ...progress,
  ...relations,
  ...statements,
]
