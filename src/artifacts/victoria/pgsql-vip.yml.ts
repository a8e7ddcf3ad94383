import { defineArtifact } from '../artifact.js'
import { instanceLabels, pinged, type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact } from '../scrape-targets.js'

/** The VIP of a cluster, pinged: one file for each member, so that the series say who could hold it. */
export const victoriaPgsqlVipYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/pgsql-vip.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: ['pg_cluster', 'pg_instances', 'pg_seq', 'pg_vip_address', 'pg_vip_enabled', 'pgcompile_target'],
  each: 'cluster',
  files: ({ site, clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.vip === undefined) return []
        const { at, address } = instance.vip
        const groups = [{ labels: { ...instanceLabels(instance), vip: address.text, job: 'pgsql-vip' }, targets: [pinged(address)] }]
        const path = `ping/${address.text}---${instance.host.address.text}.yml`
        return site.infra.map((host) => ({ ...scrapeTargetsFile(host, path, at, groups), instance: instance.name }))
      }),
    ),
})
