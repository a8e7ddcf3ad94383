import type { Instance } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { instanceLabels, type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact, type TargetGroup } from '../scrape-targets.js'

/**
 * What is scraped of an instance: the exporters beside it, and Patroni where it speaks plain HTTP. Patroni's metrics are always at /metrics:
 * where the infra node scrapes exporters at another path, Patroni stands in a group of its own that says so (KD-16).
 */
export const victoriaPgsqlYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/pgsql.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: [
    'exporter_metrics_path',
    'patroni_enabled',
    'patroni_mode',
    'patroni_port',
    'patroni_ssl_enabled',
    'pg_cluster',
    'pg_exporter_enabled',
    'pg_exporter_port',
    'pg_instances',
    'pg_seq',
    'pgbackrest_enabled',
    'pgbackrest_exporter_enabled',
    'pgbackrest_exporter_port',
    'pgbouncer_enabled',
    'pgbouncer_exporter_enabled',
    'pgbouncer_exporter_port',
    'pgcompile_target',
  ],
  each: 'cluster',
  files: ({ site, clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) =>
        site.infra.flatMap((host) => {
          const groups = groupsOf(instance, host.infra?.metricsPath ?? '/metrics')
          return groups.length === 0 ? [] : { ...scrapeTargetsFile(host, `pgsql/${instance.name}.yml`, instance.at, groups), instance: instance.name }
        }),
      ),
    ),
})

function groupsOf(instance: Instance, metricsPath: string): TargetGroup[] {
  const { postgres, pgbouncer, pgbackrest, patroni } = instance.monitoring
  const labels = instanceLabels(instance)
  const plain = patroni === undefined || patroni.tls ? undefined : patroni.port
  const apart = metricsPath !== '/metrics'
  const at = (...ports: readonly (number | undefined)[]): string[] =>
    ports.filter((port) => port !== undefined).map((port) => endpoint(instance.host.address, port))
  return [
    { labels, targets: at(postgres, pgbouncer, apart ? undefined : plain, pgbackrest) },
    { labels: { ...labels, __metrics_path__: '/metrics' }, targets: at(apart ? plain : undefined) },
  ].filter(({ targets }) => targets.length > 0)
}
