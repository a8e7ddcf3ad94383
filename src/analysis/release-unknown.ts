import { knownReleases } from '../compat/postgresql.js'
import { defineCheck } from './check.js'

/** Which settings a release has is written down up to one release; a newer server may have lost one of them. */
export const releaseUnknown = defineCheck({
  code: 'release-unknown',
  severity: 'warning',
  summary: 'release of PostgreSQL that is newer than what is known',
  *ofCluster({ instances }) {
    for (const { postgres, patroni } of instances)
      if (patroni !== undefined && postgres.version > knownReleases.last)
        yield {
          at: patroni.tuning.versionAt,
          message: `PostgreSQL ${postgres.version} is newer than ${knownReleases.last}, the last release whose settings are known: look at the server's log for settings it refuses`,
        }
  },
})
