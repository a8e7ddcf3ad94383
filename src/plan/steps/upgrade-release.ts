import { quoteShell } from '../../emit/quote/shell.js'
import { extract, patronictl, systemctl } from './commands.js'
import type { Draft } from './step.js'
import { dirname, type Upgrade } from './upgrading.js'

const directoriesFile = '/etc/tmpfiles.d/pgcompile.conf'

/** While the cluster is down: from the data of the old release to a primary that runs the new one. */
export function newReleaseSteps({ primary: { before, after }, members, name, old, next, programs, on }: Upgrade): readonly Draft[] {
  const directories = { old: `${before.storage.clusterDirectory}/data`, next: `${after.storage.clusterDirectory}/data` }
  return [
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
  ]
}
