import { defineArtifact } from '../artifact.js'
import { hostLabels, pinged, type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact } from '../scrape-targets.js'

/** The VIP of a node cluster, pinged: one file for each host that may hold it. */
export const victoriaNodeVipYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/node-vip.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: ['node_cluster', 'node_id_from_pg', 'nodename', 'pg_cluster', 'pg_seq', 'pgcompile_target', 'vip_address', 'vip_enabled'],
  each: 'host',
  files: ({ site, hosts }) =>
    hosts.flatMap((host) => {
      if (host.vip === undefined) return []
      const { at, address } = host.vip
      const groups = [{ labels: { ...hostLabels(host), vip: address.text, job: 'node-vip' }, targets: [pinged(address)] }]
      return site.infra.map((infra) => scrapeTargetsFile(infra, `ping/${address.text}---${host.address.text}.yml`, at, groups))
    }),
})
