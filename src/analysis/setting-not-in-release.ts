import type { Releases } from '../compat/releases.js'
import { settingPresence, settingReleases } from '../compat/settings/settings.js'
import { givenSettings } from '../model/given-settings.js'
import { defineCheck } from './check.js'

/** A name without a dot that the release does not know is fatal: the server refuses to start, or the statement for the role or database fails. */
export const settingNotInRelease = defineCheck({
  code: 'setting-not-in-release',
  severity: 'error',
  summary: 'setting that the release of PostgreSQL does not have, and another one has',
  *ofCluster({ instances }) {
    for (const instance of instances) {
      const { version } = instance.postgres
      for (const { name, at, what, scope } of givenSettings(instance)) {
        const releases = settingReleases(name)
        if (releases === undefined || settingPresence(name, version) !== 'absent') continue
        const refused = scope === 'server' ? 'a server with an unknown setting does not start' : 'the server refuses it'
        yield { at, message: `${what}: PostgreSQL ${version} has no setting ${name}${history(releases, version)}, and ${refused}: leave it out` }
      }
    }
  },
})

function history({ since, until }: Releases, version: number): string {
  if (since !== undefined && version < since) return `, which exists since ${since}`
  return until === undefined ? '' : `, which is gone since ${until}`
}
