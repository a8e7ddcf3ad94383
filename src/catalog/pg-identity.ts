import { bootstrapOnly } from './impact.js'
import { defineSection } from './parameter.js'

export const pgIdentity = defineSection({
  id: 'PG_IDENTITY',
  title: 'Identity of clusters and instances',
  parameters: {
    pg_mode: {
      type: 'enum',
      default: 'pgsql',
      level: 'cluster',
      values: ['pgsql', 'citus', 'mssql', 'mysql', 'ivory', 'pgtde', 'polar', 'gpsql', 'agens', 'oriole', 'pgedge'],
      doc: 'Which PostgreSQL kernel or flavour the cluster runs. It picks the installation home and switches on mode-specific fragments of the Patroni, pgBackRest, vip-manager and init artifacts.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
    },
    pg_cluster: {
      type: 'string',
      required: true,
      level: 'cluster',
      pattern: '[A-Za-z0-9-]+',
      doc: 'Name of the PostgreSQL cluster and namespace of everything that belongs to it: Patroni scope, pgBackRest stanza, HAProxy listener prefix, DNS name, etcd user, metric label cls.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
    },
    pg_role: {
      type: 'enum',
      required: true,
      level: 'instance',
      values: ['primary', 'replica', 'standby', 'offline', 'delayed'],
      doc: 'Role intended for the instance at deployment. It decides who is bootstrapped first, filters HBA rules and feeds the service selectors; it does not follow later failovers.',
      impact: [
        { action: 'reload', service: 'postgres', how: 'HBA role filter' },
        { action: 'reload', service: 'pgbouncer', how: 'HBA role filter' },
        { action: 'reload', service: 'haproxy', how: 'selectors' },
      ],
    },
    pg_seq: {
      type: 'int',
      required: true,
      level: 'instance',
      min: 0,
      doc: 'Serial number of the instance inside its cluster; together with pg_cluster it forms the instance name used by Patroni, certificates, DNS and monitoring.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
    },
    pg_instances: {
      type: 'map',
      default: {},
      level: 'instance',
      doc: 'Several instances on one host: a map from the port of each to its variables, among them pg_cluster, pg_seq and pg_role, over those of the host. Ports that an entry does not give are moved by the distance of its own from 5432.',
      impact: [{ action: 'rebuild', service: 'postgres', how: 'a second instance also moves the files of the first' }],
    },
    pg_upstream: {
      type: 'ip',
      level: 'instance',
      doc: 'Address to replicate from. On the member with role primary it turns the whole cluster into a standby cluster of a foreign cluster; on another member it asks for cascading replication from a given peer.',
      impact: [
        { action: 'reload', service: 'patroni', how: 'tag' },
        { action: 'reload', service: 'patroni', how: `standby_cluster section: ${bootstrapOnly}` },
      ],
    },
    pg_shard: {
      type: 'string',
      level: 'cluster',
      doc: 'Name shared by all clusters of one horizontally sharded database. When unset it falls back to pg_cluster.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
    },
    pg_group: {
      type: 'int',
      level: 'cluster',
      min: 0,
      doc: 'Index of this cluster inside its sharded database; Citus group 0 is the coordinator. When unset it is 0.',
      impact: [{ action: 'rebuild', service: 'postgres' }],
      former: ['pg_sindex'],
    },
    gp_role: {
      type: 'enum',
      default: 'master',
      level: 'cluster',
      values: ['master', 'segment'],
      doc: 'Marks a Greenplum cluster as coordinator (master) or data (segment) cluster. Nothing in v4.5 reads it.',
      impact: [{ action: 'none' }],
    },
    pg_exporters: {
      type: 'map',
      default: {},
      level: 'cluster',
      items: 'exporter',
      doc: 'Remote PostgreSQL servers to be watched from the infra node by one dedicated pg_exporter each. Keys are local listen ports, values describe the remote instance.',
      impact: [
        { action: 'restart', service: 'pg_exporter', how: 'one unit per entry' },
        { action: 'none', service: 'victoria-metrics', how: 'file_sd picks the target up' },
      ],
    },
    pg_offline_query: {
      type: 'bool',
      default: false,
      level: 'instance',
      doc: 'Lets an ordinary replica also serve offline (ETL, interactive) work: it joins the offline service and enables HBA rules of role offline on it.',
      impact: [
        { action: 'reload', service: 'haproxy', how: 'selectors' },
        { action: 'reload', service: 'postgres', how: 'HBA' },
        { action: 'reload', service: 'pgbouncer', how: 'HBA' },
      ],
    },
  },
})
