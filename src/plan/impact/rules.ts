import { always } from './always.js'
import { dnsmasqConf, dnsRecords } from './dnsmasq.js'
import { etcdConf, etcdPass } from './etcd.js'
import { haproxyFile } from './haproxy.js'
import { patroniYml, postgresqlAutoConf } from './patroni.js'
import { pgbackrestConf } from './pgbackrest.js'
import { pgbouncerIni, pool } from './pgbouncer.js'
import { pgHba, pgsodiumKey, tmpfiles } from './postgres.js'
import { initSql, objectSql, provisioningScript } from './provisioning.js'
import type { Rule } from './question.js'
import { systemdUnit } from './units.js'
import { vectorFile } from './vector.js'
import { vipManagerYml } from './vip-manager.js'

const script = always('next run', 'each run reads it', 'the script')
const login = always('next run', 'shells read it at the next login', "the shell's manual")
const targets = always(
  'nothing',
  'the scraper looks for changed target files by itself, as often as -promscrape.fileSDCheckInterval says: without it within one to five minutes',
  "VictoriaMetrics' documentation, file_sd_configs",
)
const datasource: Rule = ({ file, change }) => ({
  effect: 'manual',
  reason: `Grafana keeps what was registered: ${change === undefined && file.kind === 'removed' ? 'delete it' : 'register it'} through its HTTP interface`,
  source: "Grafana's documentation, data source HTTP API",
})
const environment = (unit?: string): Rule =>
  always('restart', 'the exporter reads it when it starts; its metrics have a gap of one scrape', "systemd's manual, EnvironmentFile", unit)
const collectors = (unit?: string): Rule => always('reload', 'the exporter reads its collectors again', "pg_exporter's documentation, SIGHUP", unit)

/** What each kind of file needs, by the id of its artifact. */
export const rules: Readonly<Record<string, Rule>> = {
  'cron/crontab': always(
    'next run',
    'cron looks for changed tables every minute, that of Debian by the time of their directory: replace the file, do not write into it',
    "cron's manual",
  ),
  'dnsmasq/cluster.hosts': dnsRecords,
  'dnsmasq/default.hosts': dnsRecords,
  'dnsmasq/instance.hosts': dnsRecords,
  'dnsmasq/node-vip.hosts': dnsRecords,
  'dnsmasq/dnsmasq.conf': dnsmasqConf,
  'dnsmasq/dnsmasq.service': systemdUnit,
  'etcd/etcd.conf': etcdConf,
  'etcd/etcd.pass': etcdPass,
  'etcd/etcd.service': systemdUnit,
  'etcd/etcdctl.sh': login,
  'exporters/node_exporter': environment('node_exporter.service'),
  'exporters/node_exporter.service': systemdUnit,
  'exporters/pg_exporter': environment('pg_exporter.service'),
  'exporters/pg_exporter.service': systemdUnit,
  'exporters/pg_exporter.yml': collectors('pg_exporter.service'),
  'exporters/pgbackrest_exporter': environment('pgbackrest_exporter.service'),
  'exporters/pgbackrest_exporter.service': systemdUnit,
  'exporters/pgbouncer_exporter': environment('pgbouncer_exporter.service'),
  'exporters/pgbouncer_exporter.service': systemdUnit,
  'exporters/pgbouncer_exporter.yml': collectors('pgbouncer_exporter.service'),
  'exporters/remote': environment(),
  'exporters/remote.service': systemdUnit,
  'exporters/remote.yml': collectors(),
  'grafana/datasource.json': datasource,
  'grafana/datasources.yml': always(
    'restart',
    'Grafana reads what is provisioned when it starts',
    "Grafana's documentation, provisioning",
    'grafana-server.service',
  ),
  'grafana/infra-datasource.json': datasource,
  'grafana/remote-datasource.json': datasource,
  'haproxy/generic.cfg': haproxyFile,
  'haproxy/haproxy.cfg': haproxyFile,
  'haproxy/haproxy.service': systemdUnit,
  'haproxy/service.cfg': haproxyFile,
  'patroni/patroni.service': systemdUnit,
  'patroni/patroni.yml': patroniYml,
  'patroni/patronictl.yml': always('next run', 'patronictl reads it at every run', "Patroni's documentation, patronictl"),
  'patroni/pg-failover-callback': script,
  'pgbackrest/pg-backup': script,
  'pgbackrest/pg-backup-init': script,
  'pgbackrest/pgbackrest.conf': pgbackrestConf,
  'pgbouncer/database.txt': pool(
    'new connections to the server use it; old ones are closed as soon as their clients give them back',
    'after the reload the pool closes the connections of its clients, and knows the database no more',
  ),
  'pgbouncer/pgb_hba.conf': pool('it decides about clients that connect after the reload; those that are connected stay'),
  'pgbouncer/pgbouncer.ini': pgbouncerIni,
  'pgbouncer/pgbouncer.service': systemdUnit,
  'pgbouncer/userlist.txt': pool(
    'it decides about clients that connect after the reload, and is what the pool logs in to the server with: the server must have a new password first',
    'the user cannot connect any more; those that are connected stay',
  ),
  'pgbouncer/useropts.txt': pool('it counts after the reload, and no connection ends'),
  'postgres/directories.conf': tmpfiles,
  'postgres/pg-role': script,
  'postgres/pg_hba.conf': pgHba,
  'postgres/pgpass': always(
    'next run',
    'libpq reads it at every connection; Patroni writes a file of this name anew when it needs it',
    'PostgreSQL, The Password File',
  ),
  'postgres/pgsodium.key': pgsodiumKey,
  'postgres/pgsodium_getkey': always('next run', 'it runs when the server starts', "pgsodium's documentation"),
  'postgres/pgsql.sh': login,
  'postgres/postgres.service': systemdUnit,
  'postgres/postgresql.auto.conf': postgresqlAutoConf,
  'postgres/sudoers': always('next run', 'sudo reads it at every run', "sudo's manual"),
  'postgres/tmpfiles.conf': tmpfiles,
  'sql/pg-db.sql': objectSql('database'),
  'sql/pg-init': provisioningScript('pg-init'),
  'sql/pg-init-roles.sql': initSql(
    'run it on the primary; roles that are there get what differs, and those of the pool and of Patroni must agree with their files',
  ),
  'sql/pg-init-template.sql': initSql('run it on the primary; databases that are there keep what they have'),
  'sql/pg-provision': provisioningScript('pg-provision'),
  'sql/pg-user.sql': objectSql('user'),
  'vector/node.yaml': vectorFile,
  'vector/patroni.yaml': vectorFile,
  'vector/pgbackrest.yaml': vectorFile,
  'vector/pgbouncer.yaml': vectorFile,
  'vector/postgres.yaml': vectorFile,
  'vector/vector': always('restart', 'vector reads it when it starts', "systemd's manual, EnvironmentFile", 'vector.service'),
  'vector/vector.service': systemdUnit,
  'vector/vector.yaml': vectorFile,
  'victoria/etcd.yml': targets,
  'victoria/infra.yml': targets,
  'victoria/node-vip.yml': targets,
  'victoria/node.yml': targets,
  'victoria/patroni.yml': targets,
  'victoria/pgrds.yml': targets,
  'victoria/pgsql-vip.yml': targets,
  'victoria/pgsql.yml': targets,
  'victoria/ping.yml': targets,
  'victoria/prometheus.yml': always('reload', 'the scraper reads it again', "VictoriaMetrics' documentation, -promscrape.config", 'victoria-metrics.service'),
  'vip-manager/vip-manager.service': systemdUnit,
  'vip-manager/vip-manager.yml': vipManagerYml,
}
