import { defineCheck } from './check.js'

/** Members of role offline never become the leader (KD-82), so a cluster that has no others beside its primary fails over to nobody. */
export const failoverWithoutCandidate = defineCheck({
  code: 'failover-without-candidate',
  severity: 'warning',
  summary: 'cluster with replicas of which none may become the leader',
  hint: 'give one of them the role replica and set pg_offline_query: it serves offline queries as well',
  *ofCluster({ name, primary, instances }) {
    const others = instances.filter((instance) => instance !== primary && instance.patroni !== undefined)
    if (others.length > 0 && others.every(({ patroni }) => patroni?.noFailover))
      yield {
        at: primary.at,
        message: `when ${primary.name} fails, nobody takes over in cluster ${name}: every other member is offline, and an offline member is tagged nofailover`,
        related: others.map((other) => ({ at: other.at, message: `${other.name} has role offline` })),
      }
  },
})
