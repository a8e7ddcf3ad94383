import type { PlainMap } from './site.js'

/** One cluster with many objects of each kind, each with texts of its own: `size` counts as many cases for a kind as it has texts. */
export function crowd(size: number): PlainMap {
  const each = <T>(make: (index: number) => T): T[] => Array.from({ length: size }, (_, index) => make(index))
  return {
    all: {
      children: {
        infra: { hosts: { '10.8.0.1': { infra_seq: 1 } } },
        etcd: { hosts: { '10.8.0.1': { etcd_seq: 1 } } },
        alpha: {
          hosts: { '10.8.0.11': { pg_seq: 1, pg_role: 'primary' } },
          vars: {
            pg_cluster: 'alpha',
            pg_version: 15,
            pg_users: each((index) => ({
              name: `user_${index}`,
              password: `secret-${index}`,
              comment: `user ${index}`,
              pgbouncer: true,
              parameters: { 'app.word': `value ${index}` },
            })),
            pg_databases: [
              {
                name: 'shop',
                comment: 'the shop',
                schemas: each((index) => `schema_${index}`),
                parameters: Object.fromEntries(each((index) => [`app.word_${index}`, `value ${index}`])),
              },
            ],
            pg_hba_rules: each((index) => ({
              title: `rule ${index}`,
              user: `user_${index}`,
              db: `base_${index}`,
              addr: '10.1.0.0/16',
              auth: 'sha',
              order: 700 + index,
            })),
            pg_parameters: Object.fromEntries(each((index) => [`app.word_${index}`, `value ${index}`])),
            pg_crontab: each((index) => `00 01 * * * /pg/bin/job-${index}`),
            pgbackrest_method: 'own',
            pgbackrest_repo: {
              own: {
                type: 'sftp',
                path: '/repo',
                sftp_host: 'h',
                sftp_host_user: 'u',
                sftp_private_key_file: '/k',
                sftp_known_host: each((index) => `/known/${index}`),
                retention_full: 2,
              },
            },
          },
        },
      },
      vars: {
        admin_ip: '10.8.0.1',
        dns_records: each((index) => `10.9.0.${index % 250} name-${index}.example`),
        haproxy_enabled: false,
      },
    },
  }
}
