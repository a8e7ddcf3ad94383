import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact } from '../scrape-targets.js'

/** Every member of etcd, whose metrics are on its client port. */
export const victoriaEtcdYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/etcd.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: ['etcd_cluster', 'etcd_port', 'etcd_seq', 'pgcompile_target'],
  files: ({ site }) =>
    site.etcd.flatMap(({ etcd, address }) => {
      if (etcd === undefined) return []
      const groups = [{ labels: { ip: address.text, ins: etcd.name, cls: etcd.clusterName }, targets: [endpoint(address, etcd.port)] }]
      return site.infra.map((infra) => scrapeTargetsFile(infra, `etcd/${etcd.name}.yml`, etcd.at, groups))
    }),
})
