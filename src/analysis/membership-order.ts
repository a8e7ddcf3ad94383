import { accountsOf, rolesOf } from '../model/user.js'
import { defineCheck } from './check.js'

/** A membership in a role that is made later: on a fresh cluster the script would stop there. */
export const membershipOrder = defineCheck({
  code: 'membership-order',
  severity: 'error',
  summary: 'membership in a role that is created later',
  hint: 'roles are created in the order of pg_default_roles, then of pg_users: put the group before its members',
  *ofCluster({ name: cluster, primary }) {
    const all = [...primary.defaultRoles, ...primary.users]
    const made = new Set<string>()
    for (const { name, memberships } of all) {
      made.add(name)
      for (const { role, revoked, at } of memberships) {
        if (revoked || made.has(role)) continue
        const later = all.find((other) => other.name === role)
        if (later === undefined || rolesOf(role, accountsOf(primary).all).has(name)) continue
        yield {
          at,
          message: `${name} of cluster ${cluster} becomes a member of ${role} before ${role} is created`,
          related: [{ at: later.at, message: `${role} is created here` }],
        }
      }
    }
  },
})
