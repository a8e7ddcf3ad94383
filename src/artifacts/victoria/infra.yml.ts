import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact } from '../scrape-targets.js'

/** What an infra node runs: one group for each component, known to all infra nodes. */
export const victoriaInfraYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/infra.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: [
    'alertmanager_enabled',
    'alertmanager_port',
    'blackbox_enabled',
    'blackbox_port',
    'grafana_enabled',
    'grafana_port',
    'infra_seq',
    'nginx_enabled',
    'nginx_exporter_port',
    'pgcompile_target',
    'vlogs_enabled',
    'vlogs_port',
    'vmalert_enabled',
    'vmalert_port',
    'vmetrics_enabled',
    'vmetrics_port',
    'vtraces_enabled',
    'vtraces_port',
  ],
  files: ({ site }) =>
    site.infra.flatMap(({ infra, address }) => {
      if (infra === undefined) return []
      const { seq, at } = infra
      const groups = infra.components.map(({ name, port }) => ({
        labels: { ip: address.text, ins: `${name}-${seq}`, cls: name },
        targets: [endpoint(address, port)],
      }))
      return site.infra.map((host) => scrapeTargetsFile(host, `infra/infra-${seq}.yml`, at, groups))
    }),
})
