import type { SettingContext } from '../compat/settings/setting.js'
import { settingFacts } from '../compat/settings/settings.js'
import { type GivenSetting, givenSettings, hasKnownSettings } from '../model/given-settings.js'
import { defineCheck } from './check.js'

const why: Readonly<Record<Exclude<SettingContext, 'user' | 'superuser'>, string>> = {
  internal: 'nobody can set: it tells how the server was built or created',
  postmaster: 'holds for the whole server and is read when it starts',
  sighup: 'holds for the whole server and is read from its files',
  'superuser-backend': 'is read when a connection begins, before the role counts',
  backend: 'is read when a connection begins, before the role counts',
}

/** ALTER ROLE and ALTER DATABASE take only what a session could set. */
export const settingContext = defineCheck({
  code: 'setting-context',
  severity: 'error',
  summary: 'setting that cannot be set at this place',
  *ofCluster(cluster) {
    for (const instance of cluster.instances) {
      const { version } = instance.postgres
      if (!hasKnownSettings(cluster, version)) continue
      for (const given of givenSettings(instance)) {
        const context = settingFacts(given.name, version)?.context
        const reason = context === undefined ? undefined : refusal(context, given)
        if (reason !== undefined) yield { at: given.at, message: reason }
      }
    }
  },
})

function refusal(context: SettingContext, { scope, name, what }: GivenSetting): string | undefined {
  if (context === 'user' || context === 'superuser' || (scope === 'server' && context !== 'internal')) return undefined
  const remedy = context === 'internal' ? 'leave it out' : 'set it in pg_parameters'
  return `${what} is refused, since ${name} ${why[context]}: ${remedy}`
}
