import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'

interface View {
  readonly lines: readonly string[]
}

/**
 * The cron table of the database OS user, on every member: a script decides by the member's role whether it works. No file where pg_crontab is empty,
 * and an installer must not take that for an order to delete one. The user's group is `postgres` where cron has no group of its own (KD-52).
 */
export const cronCrontab = defineArtifact<View>({
  id: 'cron/crontab',
  component: 'cron',
  format: 'lines',
  impact: { action: 'none', how: 'cron looks for changed tables every minute' },
  uses: ['pg_crontab', 'pg_dbsu'],
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const [first] = instance.os.crontab
        if (first === undefined) return []
        const user = instance.postgres.superuser.name
        const { folder, group } = places[instance.host.hardware.packaging]
        const view = { lines: instance.os.crontab.map(({ text }) => text) }
        return { ...instanceFile(instance, `${folder}/${user}`, { owner: user, group, mode: '0600', secret: false }, view), at: first.at }
      }),
    ),
  content: ({ lines }) => [
    'SHELL=/bin/bash',
    'PATH=/usr/pgsql/bin:/pg/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin',
    'MAILTO=""',
    ...lines.filter(isEntry),
  ],
})

/** Where the cron of a distribution keeps the tables of users. */
const places = {
  rpm: { folder: '/var/spool/cron', group: 'postgres' },
  deb: { folder: '/var/spool/cron/crontabs', group: 'crontab' },
}

/** A line that begins with # is a comment to cron, whatever its author meant. */
function isEntry(line: string): boolean {
  return !line.startsWith('#')
}
