import { byDefinition } from '../model/service-groups.js'
import { defineCheck } from './check.js'

/** A service that somebody asked for, with a port and nobody behind it: every connection is refused. */
export const serviceEmpty = defineCheck({
  code: 'service-empty',
  severity: 'warning',
  summary: 'service without a server',
  hint: 'widen its selector or its backup, or leave the service out',
  *run({ services }) {
    for (const { first, clusters } of byDefinition(services.filter(({ servers, usual }) => servers.length === 0 && !usual)))
      yield { at: first.at, message: `service ${first.name} of ${clusters} has no server: neither its selector nor its backup picks a member` }
  },
})
