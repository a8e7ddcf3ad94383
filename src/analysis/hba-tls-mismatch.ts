import { serverTlsOff } from '../model/connection-space.js'
import { hbaFiles } from '../model/hba-reach.js'
import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/** A rule for connections with TLS to a server that has it off, or for connections without it to a pool that demands it. */
export const hbaTlsMismatch = defineCheck({
  code: 'hba-tls-mismatch',
  severity: 'warning',
  summary: 'access rule for a kind of connection that the TLS settings rule out',
  *run(model) {
    for (const { instance, reader, entries } of hbaFiles(model))
      for (const { name, rule, lines } of entries) {
        const dead = lines.find(({ line: { entry }, boxes }) => boxes.length === 0 && isHbaRecord(entry))
        // A pool without TLS is the matter of pool-tls-off.
        if (dead === undefined || !rule.given || (reader === 'pool' && instance.pool?.tls === 'disable')) continue
        const off = serverTlsOff(instance.serverSettings)
        if (reader === 'pool')
          yield {
            at: dead.line.at,
            message: `${name} matches connections without TLS only, and pgbouncer_sslmode is ${instance.pool?.tls}: no client can match it`,
          }
        else
          yield {
            at: dead.line.at,
            message: `${name} matches connections with TLS only, and pg_parameters switches ssl off: no client can match it`,
            ...(off === undefined ? {} : { related: [{ at: off.at, message: 'ssl is off' }] }),
          }
      }
  },
})
