import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/** A rule for encrypted connections to a pool that takes none. */
export const poolTlsOff = defineCheck({
  code: 'pool-tls-off',
  severity: 'warning',
  summary: 'rule of the pool that needs TLS while the pool has none',
  hint: 'set pgbouncer_sslmode to allow, prefer or require',
  *ofCluster({ instances }) {
    // Members have most rules in common.
    for (const { source, lines } of new Set(instances.flatMap(({ pool }) => (pool?.tls === 'disable' ? pool.hba : [])))) {
      const line = lines.find(({ entry }) => isHbaRecord(entry) && entry.type === 'hostssl')
      if (line !== undefined)
        yield { at: line.at, message: `${source} admits encrypted connections only, and pgbouncer_sslmode is disable: no client can match it` }
    }
  },
})
