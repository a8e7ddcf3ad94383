import { patroniSettings } from '../compat/settings/patroni.js'
import { defineCheck } from './check.js'

export const settingOwnedByPatroni = defineCheck({
  code: 'setting-owned-by-patroni',
  severity: 'warning',
  summary: 'entry of pg_parameters that Patroni controls',
  hint: 'leave it out of pg_parameters; on a running cluster use patronictl edit-config',
  *ofCluster({ instances }) {
    for (const { patroni, serverSettings } of instances)
      for (const { name, at } of patroni === undefined ? [] : serverSettings)
        if (patroniSettings.has(name.toLowerCase())) yield { at, message: `pg_parameters.${name} fights Patroni, which gives ${name} to the server itself` }
  },
})
