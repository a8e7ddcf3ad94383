import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { commonFile, instancesByHost } from '../files.js'

interface View {
  /** Directory of the programs of PostgreSQL. */
  readonly programs: string
  readonly sections: readonly Section[]
}

/** The lines of one instance, and variables of its own above them. */
interface Section {
  readonly variables: readonly (readonly [name: string, value: string])[]
  readonly lines: readonly string[]
}

/**
 * The cron table of the database OS user, on every member. Where a host has several instances the lines of each stand below variables that lead to it,
 * since a user has one table. A script decides by the member's role whether it works. No file where pg_crontab is empty,
 * and an installer must not take that for an order to delete one. The user's group is `postgres` where cron has no group of its own (KD-52).
 */
export const cronCrontab = defineArtifact<View>({
  id: 'cron/crontab',
  component: 'cron',
  format: 'lines',
  impact: { action: 'none', how: 'cron looks for changed tables every minute' },
  uses: ['pg_bin_dir', 'pg_crontab', 'pg_dbsu', 'pg_instances', 'pg_version', 'pgcompile_target'],
  each: 'neighbours',
  files: (model) =>
    instancesByHost(model).flatMap((instances) => {
      const [line] = instances.flatMap(({ os }) => os.crontab)
      if (line === undefined) return []
      const { postgres, host } = instances[0]
      const user = postgres.superuser.name
      const { folder, group } = places[host.hardware.packaging]
      const view = { programs: postgres.binDirectory, sections: instances.filter(({ os }) => os.crontab.length > 0).map(sectionOf) }
      return { ...commonFile(instances, `${folder}/${user}`, { owner: user, group, mode: '0600', secret: false }, view), at: line.at }
    }),
  content: ({ programs, sections }) => [
    'SHELL=/bin/bash',
    `PATH=${programs}:/pg/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin`,
    'MAILTO=""',
    ...sections.flatMap(({ variables, lines }) => [...variables.map(([name, value]) => `${name}=${value}`), ...lines.filter(isEntry)]),
  ],
})

/** A variable acts on the lines below it. Beside others an instance has to say which programs, server and configuration of pgBackRest are meant. */
function sectionOf({ layout, postgres, os }: Instance): Section {
  const own = [
    ['PATH', `${postgres.binDirectory}:${layout.bin}:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin`],
    ['PGPORT', String(postgres.port)],
    ['PGDATA', layout.data],
    ['PGBACKREST_CONFIG', layout.pgbackrestConfig],
  ] as const
  return { variables: layout.shared ? own : [], lines: os.crontab.map(({ text }) => text) }
}

/** Where the cron of a distribution keeps the tables of users. */
const places = {
  rpm: { folder: '/var/spool/cron', group: 'postgres' },
  deb: { folder: '/var/spool/cron/crontabs', group: 'crontab' },
}

/** A line that begins with # is a comment to cron, whatever its author meant. */
function isEntry(line: string): boolean {
  return !line.startsWith('#')
}
