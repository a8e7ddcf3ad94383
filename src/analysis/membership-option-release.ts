import { membershipOptionsSince } from '../compat/provisioning.js'
import { defineCheck } from './check.js'

/** Options of a membership that the release does not know, and that are therefore left out. */
export const membershipOptionRelease = defineCheck({
  code: 'membership-option-release',
  severity: 'warning',
  summary: 'option of a membership that this release of PostgreSQL does not have',
  hint: `set and inherit of a membership exist since PostgreSQL ${membershipOptionsSince}`,
  *ofCluster({ primary }) {
    const { version } = primary.postgres
    if (version >= membershipOptionsSince) return
    for (const { name, memberships } of [...primary.defaultRoles, ...primary.users])
      for (const { role, at, revoked, set, inherit } of memberships)
        if (!revoked && (set !== undefined || inherit !== undefined))
          yield {
            at,
            message: `${set === undefined ? 'inherit' : inherit === undefined ? 'set' : 'set and inherit'} of the membership of ${name} in ${role} has no effect in PostgreSQL ${version}`,
          }
  },
})
