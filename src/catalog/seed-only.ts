import { defineSection } from './parameter.js'

export const seedOnly = defineSection({
  id: 'SEED_ONLY',
  title: 'Former names that many inventories still carry',
  parameters: {
    pg_fs_bkup: {
      type: 'path',
      level: 'cluster',
      doc: 'Former name of pg_fs_backup; v4.5 ignores it without a word.',
      impact: [{ action: 'none' }],
      replacedBy: 'pg_fs_backup',
    },
    pgbackrest_clean: {
      type: 'bool',
      level: 'cluster',
      doc: 'Asked for old backup data to be purged at initialisation; v4.5 deletes backups only when an instance is removed.',
      impact: [{ action: 'none' }],
      replacedBy: 'pg_rm_backup',
    },
  },
})
