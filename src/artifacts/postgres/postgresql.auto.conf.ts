import { defineArtifact } from '../artifact.js'
import { instanceFile, serverOnly } from '../files.js'

interface View {
  readonly settings: readonly (readonly [name: string, value: string])[]
}

/**
 * postgresql.auto.conf: the settings of pg_parameters. The server reads it last, so it beats whatever Patroni wrote.
 * Also there without a setting, so that what ALTER SYSTEM left behind is gone. Source: PostgreSQL's manual, "Parameter Interaction via the Configuration File".
 */
export const postgresqlAutoConf = defineArtifact<View>({
  id: 'postgres/postgresql.auto.conf',
  component: 'postgres',
  format: 'pgconf',
  impact: { action: 'reload', unit: 'patroni.service', how: 'pg_settings.pending_restart names what also needs patronictl restart' },
  uses: ['patroni_enabled', 'pg_cluster', 'pg_dbsu', 'pg_instances', 'pg_parameters'],
  each: 'cluster',
  files: (model) =>
    model.clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { at, layout, serverSettings } = instance
        if (instance.patroni === undefined) return []
        const secret = serverSettings.some((setting) => mayHoldCredential(setting.name, setting.value))
        const view = { settings: serverSettings.map((setting) => [setting.name, setting.value] as const) }
        const file = instanceFile(instance, `${layout.data}/postgresql.auto.conf`, serverOnly(instance, secret), view, 'patroni')
        return { ...file, at: serverSettings[0]?.at ?? at }
      }),
    ),
  content: ({ settings }) => settings,
})

/** Connection strings and keys of extensions: any setting may hold one, and only its words tell. */
function mayHoldCredential(name: string, value: string): boolean {
  return /passw|passphrase|secret|token|key|conninfo/i.test(name) || /passw/i.test(value)
}
