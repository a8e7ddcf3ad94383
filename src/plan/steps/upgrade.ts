import { quoteShell } from '../../emit/quote/shell.js'
import { extract, patronictl, query, stopServer, systemctl } from './commands.js'
import { isPrimary, type Member } from './scene.js'
import type { Draft } from './step.js'
import { newReleaseSteps } from './upgrade-release.js'
import { Upgrade } from './upgrading.js'

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
  const upgrade = new Upgrade(primary, members)
  return [...stopSteps(upgrade), ...newReleaseSteps(upgrade), ...afterSteps(upgrade, dataFilesOf)]
}

/** Up to where nothing can be written any more. */
function stopSteps({ primary, members, replicas, name, old, next, programs, on }: Upgrade): readonly Draft[] {
  const { before } = primary
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
  ]
}

/** From where the new primary takes writes. */
function afterSteps({ primary: { after }, members, replicas, name, on }: Upgrade, dataFilesOf: (instance: string) => readonly string[]): readonly Draft[] {
  return [
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
