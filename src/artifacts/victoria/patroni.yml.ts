import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { instanceLabels, type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact } from '../scrape-targets.js'

/** Patroni of an instance, where it speaks TLS: another job scrapes it, and the label keeps its series among those of PostgreSQL. */
export const victoriaPatroniYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/patroni.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: ['patroni_enabled', 'patroni_mode', 'patroni_port', 'patroni_ssl_enabled', 'pg_cluster', 'pg_instances', 'pg_seq', 'pgcompile_target'],
  each: 'cluster',
  files: ({ site, clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { patroni } = instance.monitoring
        if (!patroni?.tls) return []
        const groups = [{ labels: { job: 'pgsql', ...instanceLabels(instance) }, targets: [endpoint(instance.host.address, patroni.port)] }]
        return site.infra.map((host) => ({ ...scrapeTargetsFile(host, `patroni/${instance.name}.yml`, instance.at, groups), instance: instance.name }))
      }),
    ),
})
