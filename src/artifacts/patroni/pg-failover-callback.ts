import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { scriptRights } from '../scripts.js'

/** What Patroni calls when its server starts, stops, reloads, restarts or changes its role, as `action role scope`: leaves a line in the system log. */
export const patroniFailoverCallback = defineArtifact<{ readonly instance: string }>({
  id: 'patroni/pg-failover-callback',
  component: 'patroni',
  format: 'script',
  impact: { action: 'none', how: 'at its next run' },
  uses: ['patroni_enabled', 'pg_instances'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) =>
        instance.patroni === undefined ? [] : instanceFile(instance, `${instance.layout.bin}/pg-failover-callback`, scriptRights, { instance: instance.name }),
      ),
    ),
})
