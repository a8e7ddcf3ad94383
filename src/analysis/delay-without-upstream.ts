import { defineCheck } from './check.js'

/** A delay is written only for a standby cluster, whose leader replays late; for any other member nothing would carry it. */
export const delayWithoutUpstream = defineCheck({
  code: 'delay-without-upstream',
  severity: 'warning',
  summary: 'pg_delay that no file carries',
  hint: 'a delayed copy is a standby cluster of its own: a primary with pg_upstream and pg_delay',
  *ofCluster({ name, primary, instances }) {
    // Given for the whole cluster, the delay acts on its primary; the others just inherit it.
    const acting = primary.upstream?.kind === 'cluster' ? primary.patroni?.delay?.at : undefined
    for (const { patroni, name: member } of instances)
      if (patroni?.delay !== undefined && patroni.delay.at !== acting)
        yield {
          at: patroni.delay.at,
          message: `pg_delay of ${member} has no effect: only the primary of a standby cluster replays late, so ${member} is as current as the rest of ${name}`,
        }
  },
})
