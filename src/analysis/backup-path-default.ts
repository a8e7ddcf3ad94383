import { defineCheck } from './check.js'

/** A repository on a file system without a path: pgBackRest then takes its own default, mostly the root file system. */
export const backupPathDefault = defineCheck({
  code: 'backup-path-default',
  severity: 'warning',
  summary: 'backup repository on a file system without a path',
  hint: 'give the repository a `path`',
  *ofCluster({ instances }) {
    for (const { backup } of instances)
      if (backup?.storage === 'posix' && !backup.options.some(({ name }) => name === 'path'))
        yield { at: backup.at, message: `pgbackrest_repo.${backup.method} has no path, so backups go to /var/lib/pgbackrest` }
  },
})
