import { hasSetting } from '../compat/postgresql.js'
import { defineCheck } from './check.js'

/** A name without a dot that the release does not know is fatal: the server refuses to start. */
export const settingNotInRelease = defineCheck({
  code: 'setting-not-in-release',
  severity: 'error',
  summary: 'entry of pg_parameters that the release of PostgreSQL does not have',
  *run({ clusters }) {
    for (const { instances } of clusters)
      for (const { patroni, postgres, serverSettings } of instances)
        for (const { name, at } of patroni === undefined ? [] : serverSettings)
          if (!hasSetting(name.toLowerCase(), postgres.version))
            yield { at, message: `PostgreSQL ${postgres.version} has no setting ${name}, and a server with an unknown setting does not start: leave it out` }
  },
})
