import { defineArtifact } from '../artifact.js'
import { instanceFile, serverOnly } from '../files.js'

/** The root key of pgsodium, and nothing else. It must never change: what it encrypted could not be read again. */
export const postgresPgsodiumKey = defineArtifact<{ readonly key: string }>({
  id: 'postgres/pgsodium.key',
  component: 'postgres',
  format: 'text',
  impact: { action: 'restart', unit: 'patroni.service', how: 'the key is read when the server starts; what an older key encrypted is lost' },
  uses: ['patroni_enabled', 'pg_cluster', 'pg_dbsu', 'pg_instances', 'pgsodium_key'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) =>
        instance.patroni === undefined
          ? []
          : instanceFile(instance, `${instance.layout.conf}/pgsodium.key`, serverOnly(instance, true), { key: instance.sodium.key }, 'patroni'),
      ),
    ),
  content: ({ key }) => key,
})
