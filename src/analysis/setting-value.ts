import { wantedValue } from '../compat/settings/check.js'
import { settingFacts } from '../compat/settings/settings.js'
import { givenSettings, hasKnownSettings } from '../model/given-settings.js'
import { defineCheck } from './check.js'

/** The server reads numbers, units, switches and words by rules of its own, and does not start with what it cannot read. */
export const settingValue = defineCheck({
  code: 'setting-value',
  severity: 'error',
  summary: 'value that the setting of PostgreSQL cannot have',
  *ofCluster(cluster) {
    for (const instance of cluster.instances) {
      const { version } = instance.postgres
      if (!hasKnownSettings(cluster, version)) continue
      for (const { name, value, at, what } of givenSettings(instance)) {
        const facts = settingFacts(name, version)
        const wanted = facts === undefined || value === undefined ? undefined : wantedValue(facts, value)
        if (wanted !== undefined) yield { at, message: `${what} must be ${wanted}, not \`${value}\`, which PostgreSQL ${version} refuses` }
      }
    }
  },
})
