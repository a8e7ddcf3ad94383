import type { PostgresExporter } from '../model/exporters.js'
import type { Model } from '../model/model.js'
import { defineCheck } from './check.js'

/** pg_exporter_config names a collector file of the operator: the compiled one is not written, and nobody here knows the other. */
export const collectorsForeign = defineCheck({
  code: 'collectors-foreign',
  severity: 'note',
  summary: 'collector file of pg_exporter that is not compiled',
  hint: 'leave pg_exporter_config out to get the collectors of pgcompile',
  *run(model) {
    for (const { exporter, path } of exporters(model)) {
      const { foreignCollectors: foreign } = exporter
      if (foreign !== undefined)
        yield {
          at: foreign.at,
          message: `pg_exporter_config is \`${foreign.name}\`, a file of yours: it has to be installed as ${path}, which pgcompile leaves alone`,
        }
    }
  },
})

function* exporters({ clusters, hosts }: Model): Generator<{ exporter: PostgresExporter; path: string }> {
  for (const { instances } of clusters)
    for (const { exporters: own } of instances) if (own.postgres !== undefined) yield { exporter: own.postgres, path: '/etc/pg_exporter.yml' }
  for (const { infra } of hosts) for (const { exporter, name } of infra?.remotes ?? []) yield { exporter, path: `/etc/pg_exporter/pg_exporter_${name}.yml` }
}
