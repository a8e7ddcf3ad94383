import { defineCheck } from './check.js'

/** Profile crit waits for a synchronous replica with every commit, and stops writing where there is none (KD-79). */
export const critSingleMember = defineCheck({
  code: 'crit-single-member',
  severity: 'warning',
  summary: 'cluster of profile crit without a replica, which cannot write',
  hint: 'add a replica, or choose another pg_conf',
  *ofCluster({ name, primary, instances }) {
    if (primary.patroni?.tuning.profile === 'crit' && instances.length === 1)
      yield {
        at: primary.patroni.tuning.confAt,
        message: `cluster ${name} has profile crit and one member: under strict synchronous mode every commit waits for a replica, and there is none`,
      }
  },
})
