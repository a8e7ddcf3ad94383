import type { Exporter } from '../../model/exporters.js'
import type { Layout } from '../../model/layout.js'
import { defineArtifact } from '../artifact.js'
import { type Environment, listening } from '../exporter-environment.js'
import { instanceFile, serverOnly } from '../files.js'

/** The environment of pgbackrest_exporter: only its options, since the program itself reads no variable (KD-09). */
export const pgbackrestExporterEnv = defineArtifact<Environment<'EXPORTER_OPTS'>>({
  id: 'exporters/pgbackrest_exporter',
  component: 'pgbackrest_exporter',
  format: 'env',
  impact: { action: 'restart', unit: 'pgbackrest_exporter.service' },
  uses: [
    'exporter_metrics_path',
    'pg_dbsu',
    'pg_instances',
    'pgbackrest_enabled',
    'pgbackrest_exporter_enabled',
    'pgbackrest_exporter_options',
    'pgbackrest_exporter_port',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { pgbackrest } = instance.exporters
        if (pgbackrest === undefined) return []
        return instanceFile(
          instance,
          instance.layout.environment.pgbackrest_exporter,
          serverOnly(instance, false),
          { EXPORTER_OPTS: optionsOf(pgbackrest, instance.layout) },
          'pgbackrest_exporter',
        )
      }),
    ),
})

/**
 * A flag that the user's options already hold is not given twice. The one for the path has another name before 0.20.0 of the exporter;
 * its default is the usual path, so that flag is left out there and every version starts.
 */
function optionsOf(exporter: Exporter, { shared, pgbackrestConfig }: Layout): string {
  const options = exporter.options || '--log.level=info'
  const given = (flag: string): boolean => options.split(/[\s'"]+/).some((word) => word === flag || word.startsWith(`${flag}=`))
  return [
    ...(given('--web.listen-address') ? [] : [listening(exporter)]),
    ...(exporter.path === '/metrics' || given('--web.telemetry-path') || given('--web.endpoint') ? [] : [`--web.telemetry-path=${exporter.path}`]),
    // pgBackRest finds the configuration of a host's only instance by itself.
    ...(!shared || given('--backrest.config') ? [] : [`--backrest.config=${pgbackrestConfig}`]),
    options,
  ].join(' ')
}
