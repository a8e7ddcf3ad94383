import { bootstrapOnly } from './impact.js'
import { defineSection } from './parameter.js'

export const pgBackup = defineSection({
  id: 'PG_BACKUP',
  title: 'Backups and WAL archive',
  parameters: {
    pgbackrest_enabled: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether pgBackRest is configured, WAL archiving is switched on and the backup exporter and scrape target are set up.',
      impact: [
        { action: 'restart', service: 'postgres', how: bootstrapOnly },
        { action: 'none', service: 'pgbackrest' },
      ],
    },
    pgbackrest_log_dir: {
      type: 'path',
      default: '/pg/log/pgbackrest',
      level: 'cluster',
      doc: 'Directory of the pgBackRest logs, watched by vector.',
      impact: [
        { action: 'none', service: 'pgbackrest', how: 'read at each run' },
        { action: 'reload', service: 'vector' },
      ],
    },
    pgbackrest_method: {
      type: 'enum',
      default: 'local',
      level: 'cluster',
      values: ['local', 'minio'],
      open: 'word',
      doc: 'Key of the repository definition to use.',
      impact: [
        { action: 'none', service: 'pgbackrest', how: 'a new repository needs stanza-create and a full backup' },
        { action: 'reload', service: 'patroni', how: 'create_replica_methods' },
      ],
    },
    pgbackrest_init_backup: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether a first full backup is taken right after the bootstrap.',
      impact: [{ action: 'none' }],
    },
    pgbackrest_repo: {
      type: 'map',
      default: {
        local: { path: '/pg/backup', retention_full_type: 'count', retention_full: 2 },
        minio: {
          type: 's3',
          s3_endpoint: 'sss.pigsty',
          s3_region: 'us-east-1',
          s3_bucket: 'pgsql',
          s3_key: 'pgbackrest',
          s3_key_secret: 'S3User.Backup',
          s3_uri_style: 'path',
          path: '/pgbackrest',
          storage_port: 9000,
          storage_ca_file: '/etc/pki/ca.crt',
          block: 'y',
          bundle: 'y',
          bundle_limit: '20MiB',
          bundle_size: '128MiB',
          cipher_type: 'aes-256-cbc',
          cipher_pass: 'pgBackRest',
          retention_full_type: 'time',
          retention_full: 14,
        },
      },
      level: 'global',
      secret: true,
      items: 'repository',
      doc: 'Named repository definitions; the chosen one is turned into repo1 options, underscores becoming hyphens.',
      impact: [{ action: 'none', service: 'pgbackrest', how: 'read at each run' }],
    },
  },
})
