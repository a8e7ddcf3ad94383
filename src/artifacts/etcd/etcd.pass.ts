import { defineArtifact } from '../artifact.js'
import { hostFile } from '../files.js'

/** The password of etcd's root user, and nothing else; readers take it by `$(cat ...)`, which drops the end of the line. */
export const etcdPass = defineArtifact<{ readonly password: string }>({
  id: 'etcd/etcd.pass',
  component: 'etcd',
  format: 'text',
  impact: { action: 'manual', how: 'etcdctl user passwd root, with the new password on its standard input' },
  uses: ['etcd_cluster', 'etcd_root_password', 'etcd_seq'],
  files: ({ site }) =>
    site.etcd.flatMap((host) =>
      host.etcd === undefined
        ? []
        : hostFile(
            host,
            '/etc/etcd/etcd.pass',
            { owner: 'root', group: 'etcd', mode: '0640', secret: true },
            { password: host.etcd.rootPassword },
            host.etcd.at,
          ),
    ),
  content: ({ password }) => password,
})
