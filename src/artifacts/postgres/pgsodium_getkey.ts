import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'

/**
 * The command by which pgsodium asks for its root key. It fails where the key file is missing: a server with a guessed key would encrypt what nobody
 * can read later. Not written where pgsodium_getkey_script names the operator's own.
 */
export const postgresPgsodiumGetkey = defineArtifact<{ readonly keyFile: string }>({
  id: 'postgres/pgsodium_getkey',
  component: 'postgres',
  format: 'shell',
  impact: { action: 'none', how: 'it runs when the server starts' },
  uses: ['patroni_enabled', 'pg_instances', 'pgsodium_getkey_script'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) =>
        instance.patroni === undefined || instance.sodium.ownScript
          ? []
          : instanceFile(
              instance,
              `${instance.layout.bin}/pgsodium_getkey`,
              { owner: 'root', group: 'postgres', mode: '0750', secret: false },
              { keyFile: `${instance.layout.conf}/pgsodium.key` },
            ),
      ),
    ),
  content: ({ keyFile }) => [['exec', 'cat', keyFile]],
})
