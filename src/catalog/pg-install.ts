import { bootstrapOnly } from './impact.js'
import { defineSection } from './parameter.js'

export const pgInstall = defineSection({
  id: 'PG_INSTALL',
  title: 'Installation of PostgreSQL',
  parameters: {
    pg_dbsu: {
      type: 'username',
      default: 'postgres',
      level: 'cluster',
      doc: 'OS account that owns and runs PostgreSQL, Patroni, pgbouncer and the exporters, and the name of the database superuser.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
    },
    pg_dbsu_uid: {
      type: 'int',
      default: 26,
      level: 'cluster',
      doc: 'Numeric id of both the database OS user and its group.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
    },
    pg_dbsu_sudo: {
      type: 'enum',
      default: 'limit',
      level: 'cluster',
      values: ['none', 'limit', 'all', 'nopass'],
      doc: 'How much sudo the database OS user gets.',
      impact: [{ action: 'none' }],
    },
    pg_dbsu_home: {
      type: 'path',
      default: '/var/lib/pgsql',
      level: 'cluster',
      doc: 'Home directory of the database OS user; also working directory of Patroni and place of .pgpass and .psqlrc.',
      impact: [{ action: 'restart', service: 'patroni' }],
    },
    pg_dbsu_ssh_exchange: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether the SSH keys of the database OS user are distributed to all members of the same cluster.',
      impact: [{ action: 'none' }],
    },
    pg_version: {
      type: 'int',
      default: 18,
      level: 'cluster',
      doc: 'PostgreSQL major version. It selects packages, names the data directory and switches version-dependent settings in the artifacts.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
      former: ['pg_default_version'],
    },
    pg_bin_dir: {
      type: 'path',
      default: '/usr/pgsql/bin',
      level: 'cluster',
      doc: 'Directory of the PostgreSQL binaries. Its parent is a symlink to the versioned home of the chosen pg_mode.',
      impact: [{ action: 'restart', service: 'patroni' }],
    },
    pg_log_dir: {
      type: 'path',
      default: '/pg/log/postgres',
      level: 'cluster',
      doc: 'Directory of the PostgreSQL CSV logs, watched by vector.',
      impact: [
        { action: 'reload', service: 'postgres', how: `log_directory: ${bootstrapOnly}` },
        { action: 'reload', service: 'vector' },
      ],
    },
    pg_packages: {
      type: 'list',
      default: ['pgsql-main pgsql-common'],
      level: 'cluster',
      items: 'string',
      doc: 'Packages or package aliases of the database and its companions.',
      impact: [{ action: 'none' }],
    },
    pg_extensions: {
      type: 'list',
      default: [],
      level: 'cluster',
      items: 'string',
      doc: 'Extension packages or aliases to install; installing does not create them in a database.',
      impact: [{ action: 'none' }],
    },
  },
})
