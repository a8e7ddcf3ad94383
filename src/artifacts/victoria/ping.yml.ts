import { defineArtifact } from '../artifact.js'
import { hostLabels, pinged, type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact } from '../scrape-targets.js'

/** Every host, pinged. */
export const victoriaPingYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/ping.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: ['node_cluster', 'node_id_from_pg', 'nodename', 'pg_cluster', 'pg_instances', 'pg_seq', 'pgcompile_target'],
  each: 'host',
  files: ({ site, hosts }) =>
    hosts.flatMap((host) =>
      site.infra.map((infra) =>
        scrapeTargetsFile(infra, `ping/${host.address.text}.yml`, host.at, [{ labels: hostLabels(host), targets: [pinged(host.address)] }]),
      ),
    ),
})
