import { quoteShell } from '../../emit/quote/shell.js'
import { extract, patronictl, query, systemctl } from './commands.js'
import { stopServer } from './leave-member.js'
import { isPrimary, type Member } from './scene.js'
import type { Draft } from './step.js'

const directoriesFile = '/etc/tmpfiles.d/pgcompile.conf'

/** Whether the members of a cluster get another major release. */
export function isUpgrade(members: readonly Member[]): boolean {
  return members.some(({ before, after }) => before.postgres.version !== after.postgres.version)
}

/**
 * Another major release, by pg_upgrade, before the new files are read. No compiler can do this alone: each step is one for people, who have done
 * all of it on a copy before. The cluster is down from the stop to the start of its primary.
 */
export function upgradeSteps(members: readonly Member[], dataFilesOf: (instance: string) => readonly string[]): readonly Draft[] {
  const primary = members.find(({ after }) => isPrimary(after)) ?? members[0]
  if (primary === undefined) return []
  const { before, after } = primary
  const [old, next] = [before.postgres.version, after.postgres.version]
  const directories = { old: `${before.storage.clusterDirectory}/data`, next: `${after.storage.clusterDirectory}/data` }
  const at = { phase: 'server', lanes: [after.cluster.name], kind: 'manual' } as const
  const on = (host: string, id: string, turn: number, step: Pick<Draft, 'command' | 'why' | 'verify' | 'undo' | 'files'>): Draft => ({
    ...at,
    id,
    host,
    turn,
    ...(turn >= 799 ? { phase: 'sql' as const } : {}),
    ...step,
  })
  const name = after.cluster.name
  const programs = programsOf(primary)
  const replicas = members.filter((member) => member !== primary)
  return [
    on(before.host.name, `upgrade-backup-${name}`, -100, {
      command: before.backup === undefined ? '# no backup is configured: take one by hand' : `${quoteShell(`${before.layout.bin}/pg-backup`)} full`,
      why: `from release ${old} to ${next} there is one way back without loss: this backup, or the old directory as long as the new one was not started with --link`,
      verify: 'it ends with status 0; a restore of it was tried on another machine',
      undo: 'nothing was changed',
    }),
    ...members.map(({ after: member }) =>
      on(member.host.name, `upgrade-packages@${member.name}`, -90, {
        command: `ls ${quoteShell(`${programs.next}/postgres`)}`,
        why: `the programs of release ${next}, and every extension for it, beside the old ones: packages are delivered, not compiled`,
        verify: `the file is there; SELECT extname FROM pg_extension names nothing that release ${next} lacks`,
        undo: 'remove the packages',
      }),
    ),
    on(before.host.name, `upgrade-pause-${name}`, -80, {
      command: patronictl(before, 'pause', '--wait'),
      why: 'nobody is promoted while the members are down',
      verify: `${patronictl(before, 'list')} says Maintenance mode: on`,
      undo: patronictl(before, 'resume', '--wait'),
    }),
    ...[primary, ...replicas].map((member, index) =>
      on(member.before.host.name, `upgrade-stop@${member.before.name}`, -70 + index, {
        command: `${systemctl('stop', [member.before.layout.units.patroni])}\n${stopServer(member.before)}`,
        why:
          index === 0
            ? 'from here on nothing can be written; the primary stops first, so that the replicas have all of it'
            : 'it has all that the primary wrote',
        verify: `pg_controldata says shut down${index === 0 ? '' : ' in recovery'}, and all members have the same latest checkpoint location`,
        undo: systemctl('start', [member.before.layout.units.patroni]),
      }),
    ),
    ...members.map(({ before: was, after: member }) =>
      on(member.host.name, `upgrade-directories@${member.name}`, -50, {
        command: [
          extract('new', [directoriesFile]),
          `systemd-tmpfiles --create ${directoriesFile}`,
          `cp -a ${quoteShell(`${was.storage.clusterDirectory}/cert/.`)} ${quoteShell(`${member.storage.clusterDirectory}/cert/`)}`,
          `ln -sfn ${quoteShell(member.storage.clusterDirectory)} ${quoteShell(member.storage.root)}`,
          ...(programs.old === before.postgres.binDirectory
            ? []
            : [`ln -sfn ${quoteShell(dirname(programs.next))} ${quoteShell(dirname(after.postgres.binDirectory))}`]),
          extract('new', [member.storage.root], [`--exclude=${quoteShell(`${member.layout.data.slice(1)}/*`)}`]),
        ].join('\n'),
        why: `release ${next} has directories of its own beside those of ${old}, and the link that all files go through leads there, where the files below it have to be as well; systemd-tmpfiles leaves a link as it is`,
        verify: `readlink ${quoteShell(member.storage.root)} says ${member.storage.clusterDirectory}, and its data directory is empty`,
        undo: [
          `ln -sfn ${quoteShell(was.storage.clusterDirectory)} ${quoteShell(was.storage.root)}`,
          ...(programs.old === before.postgres.binDirectory
            ? []
            : [`ln -sfn ${quoteShell(dirname(programs.old))} ${quoteShell(dirname(before.postgres.binDirectory))}`]),
        ].join('\n'),
      }),
    ),
    on(after.host.name, `upgrade-run-${name}`, 3, {
      command: `# initdb of release ${next} with the options below bootstrap.initdb of ${after.layout.patroniConfig}, then as ${after.postgres.superuser.name}:\n${quoteShell(`${programs.next}/pg_upgrade`)} --check -b ${quoteShell(programs.old)} -B ${quoteShell(programs.next)} -d ${quoteShell(directories.old)} -D ${quoteShell(directories.next)} -p ${after.postgres.port} -P ${after.postgres.port}`,
      why: `it makes the data of release ${old} readable for release ${next}; with --link in seconds, and then there is no way back to the old directory`,
      verify: 'the check finds nothing; then the same without --check, which ends with Upgrade Complete',
      undo: 'the old directory, the old files, the old programs: nothing of it was changed without --link',
    }),
    on(after.host.name, `upgrade-settings-${name}`, 3.5, {
      command: `cp -p ${quoteShell(`${directories.old}/patroni.dynamic.json`)} ${quoteShell(`${directories.next}/`)}`,
      why: 'the settings of the cluster, which Patroni puts into etcd again from there: what is below bootstrap.dcs is not read for a cluster that is there',
      verify: 'the file is there, and belongs to the OS user of the server',
      undo: 'remove it',
    }),
    on(after.host.name, `upgrade-forget-${name}`, 4, {
      command: patronictl(after, 'remove'),
      why: 'a new directory has a new system identifier, and Patroni refuses a cluster that etcd knows by another',
      verify: `${patronictl(after, 'list')} shows no member`,
      undo: 'none needed: the old members write it again as they start',
    }),
    on(after.host.name, `upgrade-start-${name}`, 5, {
      command: systemctl('start', [after.layout.units.patroni]),
      why: `the primary runs release ${next}: writes are possible again, slow until statistics are there`,
      verify: `${patronictl(after, 'list')} shows ${after.name} as the leader`,
      undo: 'from here on only with the loss of what is written since',
    }),
    on(after.host.name, `upgrade-analyze-${name}`, 6, {
      command: `runuser -u ${quoteShell(after.postgres.superuser.name)} -- ${quoteShell(`${after.postgres.binDirectory}/vacuumdb`)} -h ${quoteShell(after.postgres.socketDirectory)} -p ${after.postgres.port} --all --analyze-in-stages`,
      why: 'up to release 17 pg_upgrade carries no statistics over, and without them plans are bad; extended statistics are never carried over',
      verify: 'it ends with status 0',
      undo: 'nothing to take back',
    }),
    ...replicas.map(({ after: member }, index) =>
      on(member.host.name, `upgrade-replica@${member.name}`, 10 + index, {
        command: systemctl('start', [member.layout.units.patroni]),
        why: 'its new data directory is empty: Patroni copies that of the leader; one after the other, since each copy loads the leader',
        verify: `${patronictl(member, 'list')} shows ${member.name} streaming`,
        undo: systemctl('stop', [member.layout.units.patroni]),
      }),
    ),
    ...members.map(({ after: member }) =>
      on(member.host.name, `upgrade-data@${member.name}`, 799, {
        command: extract('new', [member.layout.data]),
        why: 'access rules and settings, for the new directory has none of ours',
        verify: 'the same with -df in the place of -xpf prints nothing',
        undo: 'they go with the directory',
        files: dataFilesOf(member.name).map((path) => ({ path, action: 'install' as const })),
      }),
    ),
    on(after.host.name, `upgrade-reload-${name}`, 800, {
      command: patronictl(after, 'reload', '--force'),
      why: 'the servers read the access rules and settings that were installed into their new directories',
      verify: `${query(after, 'SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL')} prints 0`,
      undo: 'nothing to take back',
    }),
    ...(after.backup === undefined
      ? []
      : [
          on(after.host.name, `upgrade-stanza-${name}`, 810, {
            command: `runuser -u ${quoteShell(after.postgres.superuser.name)} -- pgbackrest --config=${quoteShell(after.layout.pgbackrestConfig)} --stanza=${quoteShell(name)} stanza-upgrade\n${quoteShell(`${after.layout.bin}/pg-backup`)} full`,
            why: 'until its stanza knows the new release nothing is archived; backups of the old one cannot be gone on with',
            verify: 'both end with status 0',
            undo: 'nothing to take back: the old backups stay',
          }),
        ]),
  ]
}

/** The programs of both releases. Where one place is given for both it is a link, as /usr/pgsql to /usr/pgsql-18. */
function programsOf({ before, after }: Member): { readonly old: string; readonly next: string } {
  const [old, next] = [before.postgres.binDirectory, after.postgres.binDirectory]
  const own = (directory: string, version: number): string => `${dirname(directory)}-${version}/bin`
  return old === next ? { old: own(old, before.postgres.version), next: own(next, after.postgres.version) } : { old, next }
}

function dirname(path: string): string {
  return path.replace(/\/[^/]*$/, '')
}
