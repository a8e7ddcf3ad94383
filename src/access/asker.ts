import type { HbaConnection } from '../model/hba-match.js'

/** Who asks for what. */
export interface Asker {
  readonly user: string
  /** Ignored where `replication` is set. */
  readonly database: string
  /** Physical replication, as a standby or pg_basebackup asks for it. */
  readonly replication: boolean
}

/** As access rules see it. */
export function connectionOf({ user, database, replication }: Asker, roles: ReadonlySet<string> | undefined): Omit<HbaConnection, 'from'> {
  return { user, database, roles, ...(replication ? { replication } : {}) }
}
