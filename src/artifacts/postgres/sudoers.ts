import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { commonFile, instancesByHost } from '../files.js'

interface View {
  /** Rules of sudoers(5); none where the user may do nothing as root. */
  readonly rules: readonly string[]
}

const daemons = ['postgres', 'pgbouncer', 'patroni', 'pgbackrest', 'pg_exporter', 'pgbouncer_exporter', 'pgbackrest_exporter', 'vip-manager']
const actions = ['stop', 'start', 'status', 'reload', 'restart']

/** What the database OS user may do as root. The rules without limit name the user postgres, as the reference does, also where pg_dbsu is another. */
export const postgresSudoers = defineArtifact<View>({
  id: 'postgres/sudoers',
  component: 'postgres',
  format: 'lines',
  impact: { action: 'none', how: 'at the next sudo' },
  uses: ['pg_dbsu', 'pg_dbsu_sudo', 'pg_instances'],
  each: 'neighbours',
  files: (model) =>
    instancesByHost(model).map((instances) =>
      commonFile(
        instances,
        '/etc/sudoers.d/postgres',
        { owner: 'root', group: 'root', mode: '0440', secret: false },
        { rules: [...new Set(instances.flatMap(rulesOf))] },
      ),
    ),
  content: ({ rules }) => rules,
})

function rulesOf({ name, layout, os, postgres }: Instance): string[] {
  switch (os.sudo) {
    case 'none':
      return []
    case 'all':
      return ['postgres ALL=(ALL) ALL']
    case 'nopass':
      return ['postgres ALL=(ALL) NOPASSWD: ALL']
    case 'limit':
      return [
        '/sbin/modprobe softdog',
        `/bin/chown ${postgres.superuser.name} /dev/watchdog`,
        ...daemons
          .map((daemon) => (layout.shared ? `${daemon}-${name}` : daemon))
          .flatMap((daemon) => [...actions.map((action) => `/bin/systemctl ${action} ${daemon}`), `/usr/bin/journalctl -u ${daemon}`]),
        '/bin/systemctl reload haproxy',
      ].map((command) => `%postgres ALL=NOPASSWD: ${command}`)
  }
}
