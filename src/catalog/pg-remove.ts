import { defineSection } from './parameter.js'

export const pgRemove = defineSection({
  id: 'PG_REMOVE',
  title: 'Removal of instances',
  parameters: {
    pg_safeguard: {
      type: 'bool',
      default: false,
      level: 'cluster',
      doc: 'Makes the removal playbook refuse to run.',
      impact: [{ action: 'none' }],
    },
    pg_rm_data: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether removal deletes the data directory.',
      impact: [{ action: 'none' }],
    },
    pg_rm_backup: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether removal of a primary deletes the stanza and, for local repositories, its directory.',
      impact: [{ action: 'none' }],
      former: ['pg_rm_bkup'],
    },
    pg_rm_pkg: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether removal uninstalls the packages.',
      impact: [{ action: 'none' }],
      former: ['pg_uninstall'],
    },
  },
})
