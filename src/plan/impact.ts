/** What a running system needs before a change acts, mildest first; the order is that of how bad it is. Unknown counts as the worst. */
export const effects = ['nothing', 'next run', 'reload', 'restart', 'rolling restart', 'manual', 'impossible', 'unknown'] as const

export type Effect = (typeof effects)[number]

/** The impact of one change. */
export interface Impact {
  readonly effect: Effect
  /** Unit that it concerns, as `pgbouncer.service`. `postgresql` is a server that Patroni runs: patronictl restarts it, and it has no unit of its own. */
  readonly unit?: string
  /** Of a rolling restart: who goes first. A value that replicas must have at least as high as the primary is raised on them first, lowered on it first. */
  readonly order?: 'any' | 'replicas first' | 'primary first'
  /**
   * What to type, where it is a step of its own, before the reload or restart that the effect names; several are one a line. Never with a credential. Values of
   * `bootstrap.dcs` need no reload after it: Patroni sees to that.
   */
  readonly command?: string
  /** Why, in one sentence. */
  readonly reason: string
  /** Where that is known from: `PostgreSQL 18 pg_settings`, `PgBouncer SHOW CONFIG`. */
  readonly source: string
}
