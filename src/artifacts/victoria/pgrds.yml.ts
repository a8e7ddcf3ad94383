import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact } from '../scrape-targets.js'

/** Servers outside of the inventory: one file for each of their clusters, on the infra node whose own exporters watch them. */
export const victoriaPgrdsYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/pgrds.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: ['pg_exporters', 'pgcompile_target'],
  files: ({ site }) =>
    site.infra.flatMap((host) => {
      const remotes = host.infra?.remotes ?? []
      const clusters = [...new Set(remotes.map(({ clusterName }) => clusterName))]
      return clusters.flatMap((cluster) => {
        const own = remotes.filter(({ clusterName }) => clusterName === cluster)
        const groups = own.map((remote) => ({
          labels: { cls: cluster, ins: remote.name, ip: remote.host },
          targets: [endpoint(host.address, remote.exporterPort)],
        }))
        return own.slice(0, 1).map(({ at }) => scrapeTargetsFile(host, `pgrds/${cluster}.yml`, at, groups))
      })
    }),
})
