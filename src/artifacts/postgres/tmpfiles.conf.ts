import { defineArtifact } from '../artifact.js'
import { commonFile, instancesByHost, open } from '../files.js'

/** Makes the directory of the sockets again after a boot. Source: tmpfiles.d(5). */
export const postgresTmpfiles = defineArtifact<{ readonly user: string }>({
  id: 'postgres/tmpfiles.conf',
  component: 'postgres',
  format: 'lines',
  impact: { action: 'none', how: 'at the next boot, or by systemd-tmpfiles --create' },
  uses: ['pg_dbsu', 'pg_instances'],
  each: 'neighbours',
  files: (model) =>
    instancesByHost(model).map((instances) => commonFile(instances, '/etc/tmpfiles.d/postgresql.conf', open, { user: instances[0].postgres.superuser.name })),
  content: ({ user }) => [`d /var/run/postgresql 0755 ${user} postgres -`],
})
