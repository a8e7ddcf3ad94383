import { settingNames, settingPresence, settingReleases } from '../compat/settings/settings.js'
import { nearest } from '../inventory/nearest.js'
import { givenSettings, hasKnownSettings } from '../model/given-settings.js'
import { defineCheck } from './check.js'

/** The server does not start with an unknown name in postgresql.auto.conf, and ALTER ROLE and ALTER DATABASE refuse it. Names with a dot are of extensions. */
export const settingUnknown = defineCheck({
  code: 'setting-unknown',
  severity: 'error',
  summary: 'setting that no release of PostgreSQL has',
  *ofCluster(cluster) {
    for (const instance of cluster.instances) {
      const { version } = instance.postgres
      if (!hasKnownSettings(cluster, version)) continue
      for (const { name, at, what } of givenSettings(instance))
        if (settingPresence(name, version) === 'absent' && settingReleases(name) === undefined) {
          const guess = nearest(name.toLowerCase(), settingNames(version))
          yield { at, message: `${what} is no setting of PostgreSQL, which refuses it${guess === undefined ? '' : `; did you mean ${guess}?`}` }
        }
    }
  },
})
