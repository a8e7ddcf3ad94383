import { defineCheck } from './check.js'

/** The server takes its libraries from postgresql.auto.conf then, while sizes and settings of extensions were decided by pg_libs. */
export const settingOverridesLibraries = defineCheck({
  code: 'setting-overrides-libraries',
  severity: 'warning',
  summary: 'shared_preload_libraries in pg_parameters, which makes pg_libs void',
  hint: 'name the libraries in pg_libs',
  *ofCluster({ instances }) {
    for (const { patroni, serverSettings } of instances)
      for (const { name, value, at } of serverSettings)
        if (patroni !== undefined && name.toLowerCase() === 'shared_preload_libraries' && value !== patroni.tuning.libraries)
          yield { at, message: `pg_parameters.${name} replaces pg_libs: the server loads \`${value}\` and not \`${patroni.tuning.libraries}\`` }
  },
})
