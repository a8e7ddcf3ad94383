import { parseAddress, parseNetwork } from '../syntax/address.js'
import { isHbaRecord } from '../syntax/hba.js'
import { overlap, uncovered } from './connections.js'
import type { HbaFile } from './hba-reach.js'
import { isLoopback } from './vip.js'

/** From where a password of a user opens a daemon, widest first. `itself`: the machine of the daemon only. */
export const reaches = ['outside', 'intranet', 'itself', 'nowhere'] as const

export type Reach = (typeof reaches)[number]

/** Methods for which no password of the server or pool is asked. */
const withoutPassword: readonly string[] = ['reject', 'peer', 'ident', 'cert', 'gss', 'sspi', 'ldap', 'radius', 'pam', 'bsd', 'oauth']

const networks = (texts: readonly string[]) => texts.flatMap((text) => parseNetwork(text) ?? [])
const everywhere = networks(['0.0.0.0/0', '::/0'])
const loopback = networks(['127.0.0.0/8', '::1/128'])

/** The widest way in that the rules of one daemon leave to this user and a password. Rules are tried in order; exact, as `ConnectionSpace` is. */
export function passwordReach({ instance, space, entries }: HbaFile, user: string): Reach {
  const [own] = space.ofUsers([user])
  if (own === undefined) return 'nowhere'
  const lines = entries.flatMap((entry) => entry.lines)
  const admits = (within: ReturnType<typeof space.comingFrom>, beyond: ReturnType<typeof space.comingFrom>): boolean => {
    const before = [...beyond]
    return lines.some(({ line, boxes }) => {
      const asks = isHbaRecord(line.entry) && !withoutPassword.includes(line.entry.method)
      const found = asks && overlap(overlap(boxes, [own]), within).some((box) => uncovered(box, before) !== undefined)
      before.push(...boxes)
      return found
    })
  }
  const remote = space.comingFrom(everywhere)
  if (!instance.postgres.listen.every(isOwn)) {
    if (admits(remote, space.comingFrom([...loopback, ...instance.intranet]))) return 'outside'
    if (admits(remote, space.comingFrom(loopback))) return 'intranet'
  }
  return admits([own], []) ? 'itself' : 'nowhere'
}

function isOwn(listen: string): boolean {
  const address = parseAddress(listen)
  return listen === 'localhost' || (address !== undefined && isLoopback(address))
}
