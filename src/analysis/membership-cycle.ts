import type { Instance } from '../model/model.js'
import { accountsOf, rolesOf, type User } from '../model/user.js'
import { defineCheck } from './check.js'

/** Roles that are members of each other: the server refuses the grant that closes the circle. */
export const membershipCycle = defineCheck({
  code: 'membership-cycle',
  severity: 'error',
  summary: 'roles that are members of each other',
  hint: 'take one of the memberships out',
  *ofCluster({ name: cluster, primary }) {
    if (isInOrder(primary)) return
    const { all } = accountsOf(primary)
    for (const user of all) {
      const closing = user.memberships.find(({ role, revoked }) => !revoked && (role === user.name || rolesOf(role, all).has(user.name)))
      if (closing !== undefined)
        yield {
          at: closing.at,
          message: `role ${user.name} of cluster ${cluster} is a member of ${closing.role}${closing.role === user.name ? '' : `, which is a member of ${user.name}`}: PostgreSQL refuses a circle`,
          related: partners(user, closing.role, all),
        }
    }
  },
})

/** Whether every role stands before its members: then there is no circle. A name that comes twice leaves that open. */
function isInOrder({ defaultRoles, users }: Pick<Instance, 'defaultRoles' | 'users'>): boolean {
  const made = new Set<string>()
  /** Roles with members before them. */
  const waiting = new Set<string>()
  for (const list of [defaultRoles, users])
    for (const { name, memberships } of list) {
      for (const { role, revoked } of memberships) if (!revoked && !made.has(role)) waiting.add(role)
      if (made.has(name) || waiting.has(name)) return false
      made.add(name)
    }
  return true
}

function partners(user: User, role: string, all: readonly User[]) {
  return all.filter((other) => other.name === role && other !== user).map(({ at }) => ({ at, message: `role ${role} is made here` }))
}
