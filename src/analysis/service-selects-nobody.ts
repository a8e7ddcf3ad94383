import type { PublishedService } from '../model/service.js'
import { byDefinition } from '../model/service-groups.js'
import { defineCheck } from './check.js'

/** A service that works, with an expression that does nothing: a word in it is misspelt, or the members that it is for are gone. */
export const serviceSelectsNobody = defineCheck({
  code: 'service-selects-nobody',
  severity: 'note',
  summary: 'selector or backup of a service that picks no member',
  hint: 'look for a misspelt role in the expression; leave out a backup that nobody can be',
  *run({ services }) {
    const own = services.filter(({ usual, servers }) => !usual && servers.length > 0)
    for (const name of ['selector', 'backup'] as const) {
      const idle = own.filter((service) => (name === 'selector' ? service.servers.every(({ backup }) => backup) : hasIdleBackup(service)))
      for (const { first, clusters } of byDefinition(idle))
        yield {
          at: first.where[name],
          message: `the ${name} of service ${first.name} picks no ${name === 'selector' ? `ordinary server in ${clusters}: only its backup serves, one member at a time` : `member of ${clusters}: nobody stands in when its servers are down`}`,
        }
    }
  },
})

function hasIdleBackup({ hasBackup, servers }: PublishedService): boolean {
  return hasBackup && !servers.some(({ backup }) => backup)
}
