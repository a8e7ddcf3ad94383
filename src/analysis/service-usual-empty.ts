import { byDefinition } from '../model/service-groups.js'
import { defineCheck } from './check.js'

/** Every cluster has the usual services, also one that has no member for them: nobody asked for it, and whoever connects should know why it fails. */
export const serviceUsualEmpty = defineCheck({
  code: 'service-usual-empty',
  severity: 'note',
  summary: 'service of pg_default_services without a server',
  hint: 'an offline service needs a member with pg_role offline, with pg_offline_query, or a replica',
  *run({ services }) {
    for (const { first, clusters } of byDefinition(services.filter(({ servers, usual }) => servers.length === 0 && usual)))
      yield {
        at: first.at,
        message: `service ${first.name} of ${clusters} has no server: its port ${first.port} refuses every connection until there is a member for it`,
      }
  },
})
