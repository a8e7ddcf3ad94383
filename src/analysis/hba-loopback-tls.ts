import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/** A rule that demands TLS where nobody can ask for it: its lines for the socket and the loopback take plain connections (KD-26). */
export const hbaLoopbackTls = defineCheck({
  code: 'hba-loopback-tls',
  severity: 'note',
  summary: 'rule that demands TLS of local clients, which it cannot',
  *ofCluster({ instances }) {
    for (const { hba = [], pool } of instances)
      for (const { tls, source, lines } of [...hba, ...(pool?.hba ?? [])]) {
        const plain = tls ? lines.find(({ entry }) => isHbaRecord(entry) && entry.type !== 'hostssl') : undefined
        if (plain !== undefined)
          yield {
            at: plain.at,
            message: `${source} demands TLS, but the socket and the loopback addresses are admitted without it: use \`auth: pwd\` to say so`,
          }
      }
  },
})
