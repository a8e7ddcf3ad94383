import { accountsOf, rolesOf } from '../model/user.js'
import { defineCheck } from './check.js'

/** A membership in a role that is made later: on a fresh cluster the script would stop there. */
export const membershipOrder = defineCheck({
  code: 'membership-order',
  severity: 'error',
  summary: 'membership in a role that is created later',
  hint: 'roles are created in the order of pg_default_roles, then of pg_users: put the group before its members',
  *ofCluster({ name: cluster, primary }) {
    const { all } = accountsOf(primary)
    for (const [index, { name, memberships }] of all.entries())
      for (const { role, revoked, at } of memberships) {
        const made = all.findIndex((other) => other.name === role)
        if (revoked || made <= index || rolesOf(role, all).has(name)) continue
        const later = all[made]
        yield {
          at,
          message: `${name} of cluster ${cluster} becomes a member of ${role} before ${role} is created`,
          related: later === undefined ? [] : [{ at: later.at, message: `${role} is created here` }],
        }
      }
  },
})
