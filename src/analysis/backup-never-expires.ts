import type { Backup } from '../model/backup.js'
import { defineCheck } from './check.js'

/** Without a limit pgBackRest keeps every backup with its WAL, until the repository is full and archiving stops. */
export const backupNeverExpires = defineCheck({
  code: 'backup-never-expires',
  severity: 'warning',
  summary: 'backup repository that keeps everything for ever',
  hint: 'set retention_full: a number of full backups, or of days with retention_full_type time',
  *run({ clusters }) {
    const seen = new Map<string, { readonly backup: Backup; readonly names: Set<string> }>()
    for (const { name, instances } of clusters)
      for (const { backup } of instances) {
        if (backup === undefined || backup.options.some((option) => option.name === 'retention-full')) continue
        const entry = seen.get(`${backup.at}`) ?? { backup, names: new Set() }
        seen.set(`${backup.at}`, entry)
        entry.names.add(name)
      }
    for (const { backup, names } of seen.values())
      yield {
        at: backup.at,
        message: `repository ${backup.method} has no retention_full: backups of ${[...names].join(', ')} and their WAL are never removed, until the repository is full`,
      }
  },
})
