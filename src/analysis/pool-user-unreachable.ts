import { decide } from '../model/hba-match.js'
import type { Instance } from '../model/model.js'
import { accountsOf, rolesOf, type User } from '../model/user.js'
import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/** A pooled user that the server does not let in over its socket, which is how the pool connects (KD-83). */
export const poolUserUnreachable = defineCheck({
  code: 'pool-user-unreachable',
  severity: 'warning',
  summary: 'pooled user whose connections from the pool no rule admits',
  hint: 'make it a member of dbrole_readonly, or give it a rule with `addr: local` in pg_hba_rules',
  *ofCluster({ instances }) {
    const pooling = instances.filter(({ pool, hba }) => hba !== undefined && pool?.databases.some(({ redirected }) => !redirected))
    const users = new Map(
      pooling.flatMap((instance) => instance.users.filter(({ pooled, state }) => pooled && state !== 'absent').map((user) => [user.name, user])),
    )
    for (const user of users.values())
      if (!pooling.some((instance) => admits(instance, user)))
        yield {
          at: user.at,
          message: `no rule of pg_hba.conf admits ${user.name} over the socket, so the pool cannot connect as it${user.memberships.some(({ role }) => role === 'dbrole_offline') ? ': dbrole_offline is admitted from the intranet only' : ''}`,
        }
  },
})

function admits(instance: Instance, { name }: User): boolean {
  const { hba = [], pool } = instance
  const roles = rolesOf(name, accountsOf(instance).all)
  return (pool?.databases ?? []).some((database) => {
    const { line, perhaps } = decide(hba, { database: database.name, user: name, roles })
    return perhaps.length > 0 || (line !== undefined && isHbaRecord(line.entry) && line.entry.method !== 'reject')
  })
}
