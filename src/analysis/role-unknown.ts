import type { Instance } from '../model/model.js'
import type { Span } from '../source/span.js'
import { defineCheck } from './check.js'

/** A role that the inventory names and does not create. It may exist already; where it does not, the script stops there. */
export const roleUnknown = defineCheck({
  code: 'role-unknown',
  severity: 'warning',
  summary: 'role that is named and not created',
  hint: 'add it to pg_users, or make sure that it exists before the script runs',
  *ofCluster({ name: cluster, primary }) {
    const users = primary.users.filter(({ state }) => state !== 'absent')
    const known = new Set([primary.postgres.superuser.name, ...[...primary.defaultRoles, ...users].map(({ name }) => name)])
    for (const { role, what, at } of namedRoles(primary))
      if (!known.has(role) && !role.startsWith('pg_')) yield { at, message: `${what} is ${role}, and no role of that name is created in cluster ${cluster}` }
  },
})

function* namedRoles({ defaultRoles, users, databases, provisioning }: Instance): Iterable<{ role: string; what: string; at: Span }> {
  for (const { name, memberships, state } of [...defaultRoles, ...users])
    for (const { role, revoked, at } of memberships) if (state !== 'absent' && !revoked) yield { role, what: `a group of ${name}`, at }
  for (const { name, state, owner, schemas, where } of databases) {
    if (state === 'absent') continue
    if (owner !== undefined) yield { role: owner, what: `the owner of database ${name}`, at: where('owner') }
    for (const schema of schemas)
      if (schema.owner !== undefined && !schema.absent)
        yield { role: schema.owner, what: `the owner of schema ${schema.name} of database ${name}`, at: schema.at }
  }
  for (const schema of provisioning.schemas)
    if (schema.owner !== undefined && !schema.absent) yield { role: schema.owner, what: `the owner of schema ${schema.name}`, at: schema.at }
}
