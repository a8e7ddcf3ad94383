import { suspectFiles } from '../access/hba-suspects.js'
import type { ConnectionSpace } from '../model/connection-space.js'
import { type ConnectionBox, connectionKinds } from '../model/connections.js'
import type { HbaLine, HbaRule } from '../model/hba.js'
import { covers } from '../model/hba-reach.js'
import { type Network, parseNetwork } from '../syntax/address.js'
import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/** Methods for which the client sends its password itself. */
const clearText: readonly string[] = ['password', 'ldap', 'radius', 'pam', 'bsd']

const loopback = ['127.0.0.0/8', '::1/128'].flatMap((text) => parseNetwork(text) ?? [])

/** A rule that believes other machines without proof, or lets a password cross a foreign network in clear. */
export const hbaTrustRemote = defineCheck({
  code: 'hba-trust-remote',
  severity: 'warning',
  summary: 'access rule that trusts other machines, or has them send passwords in clear from outside the intranet',
  hint: 'use `auth: ssl`, or a client certificate with `auth: cert`',
  *run(model) {
    const seen = new Set<string>()
    for (const { instance, space, entries } of suspectFiles(model, hasWeak))
      for (const { id, name, rule, lines } of entries) {
        const complaint = lines.map(({ line, boxes }) => ({ line, reason: complaintAbout(line, boxes, space, instance.intranet) })).find(({ reason }) => reason)
        if (complaint === undefined || !rule.given || seen.has(id)) continue
        seen.add(id)
        yield { at: complaint.line.where.method, message: `${name} ${complaint.reason}` }
      }
  },
})

function hasWeak({ lines }: HbaRule): boolean {
  return lines.some(({ entry }) => isHbaRecord(entry) && isWeak(entry.method))
}

function isWeak(method: string): boolean {
  return method === 'trust' || clearText.includes(method)
}

function complaintAbout({ entry }: HbaLine, boxes: readonly ConnectionBox[], space: ConnectionSpace, intranet: readonly Network[]): string | undefined {
  if (!isHbaRecord(entry) || entry.address === undefined || isOwn(entry.address)) return undefined
  const beyond = (networks: readonly Network[], kinds: number) =>
    !covers(
      space.comingFrom(networks),
      boxes.filter((box) => (box.kinds & kinds) !== 0).map((box) => ({ ...box, kinds: box.kinds & kinds })),
    )
  const { plain, tls, gss } = connectionKinds
  if (entry.method === 'trust' && !entry.options.some(([option]) => option === 'clientcert') && beyond(loopback, plain | tls | gss))
    return 'trusts other machines: whoever can reach the port is let in as any user that the rule names, without a password'
  if (clearText.includes(entry.method) && beyond([...loopback, ...intranet], plain))
    return `takes method ${entry.method} from outside of the intranet without TLS: the password crosses the network in clear`
  return undefined
}

/** Whether the address stands for the machine itself, without a number. */
function isOwn(address: object): boolean {
  return ('keyword' in address && address.keyword === 'samehost') || ('hostName' in address && address.hostName === 'localhost')
}
