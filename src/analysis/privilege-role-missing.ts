import { defineCheck } from './check.js'

/** Default privileges for a role that does not exist when the template is filled, which is before the first user is created. */
export const privilegeRoleMissing = defineCheck({
  code: 'privilege-role-missing',
  severity: 'error',
  summary: 'default privileges for a role that no default role creates',
  hint: 'add the role to pg_default_roles, or take the entry out of pg_default_privileges',
  *ofCluster({ name: cluster, primary }) {
    const known = new Set([primary.postgres.superuser.name, ...primary.defaultRoles.map(({ name }) => name)])
    const missing = primary.provisioning.privileges.flatMap(({ grantees, at }) =>
      grantees.flatMap((role) => (role === undefined || known.has(role) || role.startsWith('pg_') ? [] : [{ role, at }])),
    )
    // One finding a role: the built-in list names each of them several times.
    for (const { role, at } of missing.filter((entry, index) => missing.findIndex(({ role: other }) => other === entry.role) === index))
      yield {
        at,
        message: `pg_default_privileges of cluster ${cluster} gives to ${role}, and pg_default_roles has no such role: /pg/bin/pg-init would stop there`,
      }
  },
})
