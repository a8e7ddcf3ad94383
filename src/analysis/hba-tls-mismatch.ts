import { type HbaRules, suspectFiles } from '../access/hba-suspects.js'
import { serverTlsOff } from '../model/connection-space.js'
import type { HbaRule } from '../model/hba.js'
import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/** A rule for connections with TLS to a server that has it off, or for connections without it to a pool that demands it. */
export const hbaTlsMismatch = defineCheck({
  code: 'hba-tls-mismatch',
  severity: 'warning',
  summary: 'access rule for a kind of connection that the TLS settings rule out',
  *run(model) {
    for (const { instance, reader, entries } of suspectFiles(model, readerRefuses))
      for (const { name, rule, lines } of entries) {
        const dead = lines.find(({ line: { entry }, boxes }) => boxes.length === 0 && isHbaRecord(entry))
        if (dead === undefined || !rule.given || !refusesKinds({ instance, reader })) continue
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

function readerRefuses(_: HbaRule, file: HbaRules): boolean {
  return refusesKinds(file)
}

/** A server takes every kind of connection while it has TLS on. A pool without TLS is the matter of pool-tls-off. */
function refusesKinds({ instance, reader }: Pick<HbaRules, 'instance' | 'reader'>): boolean {
  return reader === 'pool' ? instance.pool?.tls !== 'disable' : serverTlsOff(instance.serverSettings) !== undefined
}
