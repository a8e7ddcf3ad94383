import type { Artifact } from './artifact.js'
import { cronCrontab } from './cron/crontab.js'
import { dnsmasqClusterHosts } from './dnsmasq/cluster.hosts.js'
import { dnsmasqDefaultHosts } from './dnsmasq/default.hosts.js'
import { dnsmasqConf } from './dnsmasq/dnsmasq.conf.js'
import { dnsmasqService } from './dnsmasq/dnsmasq.service.js'
import { dnsmasqInstanceHosts } from './dnsmasq/instance.hosts.js'
import { dnsmasqNodeVipHosts } from './dnsmasq/node-vip.hosts.js'
import { etcdConf } from './etcd/etcd.conf.js'
import { etcdPass } from './etcd/etcd.pass.js'
import { etcdService } from './etcd/etcd.service.js'
import { etcdctlSh } from './etcd/etcdctl.sh.js'
import { nodeExporterEnv } from './exporters/node_exporter.js'
import { nodeExporterService } from './exporters/node_exporter.service.js'
import { pgExporterEnv } from './exporters/pg_exporter.js'
import { pgExporterService } from './exporters/pg_exporter.service.js'
import { pgExporterYml } from './exporters/pg_exporter.yml.js'
import { pgbackrestExporterEnv } from './exporters/pgbackrest_exporter.js'
import { pgbackrestExporterService } from './exporters/pgbackrest_exporter.service.js'
import { pgbouncerExporterEnv } from './exporters/pgbouncer_exporter.js'
import { pgbouncerExporterService } from './exporters/pgbouncer_exporter.service.js'
import { pgbouncerExporterYml } from './exporters/pgbouncer_exporter.yml.js'
import { remoteExporterEnv } from './exporters/remote.js'
import { remoteExporterService } from './exporters/remote.service.js'
import { remoteExporterYml } from './exporters/remote.yml.js'
import { grafanaDatasource } from './grafana/datasource.json.js'
import { grafanaDatasourcesYml } from './grafana/datasources.yml.js'
import { grafanaInfraDatasource } from './grafana/infra-datasource.json.js'
import { grafanaRemoteDatasource } from './grafana/remote-datasource.json.js'
import { genericCfg } from './haproxy/generic.cfg.js'
import { haproxyCfg } from './haproxy/haproxy.cfg.js'
import { haproxyService } from './haproxy/haproxy.service.js'
import { serviceCfg } from './haproxy/service.cfg.js'
import { patroniService } from './patroni/patroni.service.js'
import { patroniYml } from './patroni/patroni.yml.js'
import { patroniPatronictlYml } from './patroni/patronictl.yml.js'
import { patroniFailoverCallback } from './patroni/pg-failover-callback.js'
import { pgbackrestBackup } from './pgbackrest/pg-backup.js'
import { pgbackrestBackupInit } from './pgbackrest/pg-backup-init.js'
import { pgbackrestConf } from './pgbackrest/pgbackrest.conf.js'
import { databaseTxt } from './pgbouncer/database.txt.js'
import { pgbHbaConf } from './pgbouncer/pgb_hba.conf.js'
import { pgbouncerIni } from './pgbouncer/pgbouncer.ini.js'
import { pgbouncerService } from './pgbouncer/pgbouncer.service.js'
import { userlistTxt } from './pgbouncer/userlist.txt.js'
import { useroptsTxt } from './pgbouncer/useropts.txt.js'
import { postgresDirectories } from './postgres/directories.conf.js'
import { pgHbaConf } from './postgres/pg_hba.conf.js'
import { postgresRole } from './postgres/pg-role.js'
import { postgresPgpass } from './postgres/pgpass.js'
import { postgresPgsodiumKey } from './postgres/pgsodium.key.js'
import { postgresPgsodiumGetkey } from './postgres/pgsodium_getkey.js'
import { postgresPgsqlSh } from './postgres/pgsql.sh.js'
import { postgresService } from './postgres/postgres.service.js'
import { postgresqlAutoConf } from './postgres/postgresql.auto.conf.js'
import { postgresSudoers } from './postgres/sudoers.js'
import { postgresTmpfiles } from './postgres/tmpfiles.conf.js'
import { sqlPgDb } from './sql/pg-db.sql.js'
import { sqlPgInit } from './sql/pg-init.js'
import { sqlPgInitRoles } from './sql/pg-init-roles.sql.js'
import { sqlPgInitTemplate } from './sql/pg-init-template.sql.js'
import { sqlPgProvision } from './sql/pg-provision.js'
import { sqlPgUser } from './sql/pg-user.sql.js'
import { vectorNode } from './vector/node.yaml.js'
import { vectorPatroni } from './vector/patroni.yaml.js'
import { vectorPgbackrest } from './vector/pgbackrest.yaml.js'
import { vectorPgbouncer } from './vector/pgbouncer.yaml.js'
import { vectorPostgres } from './vector/postgres.yaml.js'
import { vectorEnv } from './vector/vector.js'
import { vectorService } from './vector/vector.service.js'
import { vectorYaml } from './vector/vector.yaml.js'
import { victoriaEtcdYml } from './victoria/etcd.yml.js'
import { victoriaInfraYml } from './victoria/infra.yml.js'
import { victoriaNodeYml } from './victoria/node.yml.js'
import { victoriaNodeVipYml } from './victoria/node-vip.yml.js'
import { victoriaPatroniYml } from './victoria/patroni.yml.js'
import { victoriaPgrdsYml } from './victoria/pgrds.yml.js'
import { victoriaPgsqlYml } from './victoria/pgsql.yml.js'
import { victoriaPgsqlVipYml } from './victoria/pgsql-vip.yml.js'
import { victoriaPingYml } from './victoria/ping.yml.js'
import { victoriaPrometheusYml } from './victoria/prometheus.yml.js'
import { vipManagerService } from './vip-manager/vip-manager.service.js'
import { vipManagerYml } from './vip-manager/vip-manager.yml.js'

/** Every kind of file, by id. */
export const artifacts: readonly Artifact[] = [
  cronCrontab,
  dnsmasqClusterHosts,
  dnsmasqDefaultHosts,
  dnsmasqConf,
  dnsmasqService,
  dnsmasqInstanceHosts,
  dnsmasqNodeVipHosts,
  etcdConf,
  etcdPass,
  etcdService,
  etcdctlSh,
  nodeExporterEnv,
  nodeExporterService,
  pgExporterEnv,
  pgExporterService,
  pgExporterYml,
  pgbackrestExporterEnv,
  pgbackrestExporterService,
  pgbouncerExporterEnv,
  pgbouncerExporterService,
  pgbouncerExporterYml,
  remoteExporterEnv,
  remoteExporterService,
  remoteExporterYml,
  grafanaDatasource,
  grafanaDatasourcesYml,
  grafanaInfraDatasource,
  grafanaRemoteDatasource,
  genericCfg,
  haproxyCfg,
  haproxyService,
  serviceCfg,
  patroniService,
  patroniYml,
  patroniPatronictlYml,
  patroniFailoverCallback,
  pgbackrestBackup,
  pgbackrestBackupInit,
  pgbackrestConf,
  databaseTxt,
  pgbHbaConf,
  pgbouncerIni,
  pgbouncerService,
  userlistTxt,
  useroptsTxt,
  postgresDirectories,
  postgresRole,
  pgHbaConf,
  postgresPgpass,
  postgresPgsodiumKey,
  postgresPgsodiumGetkey,
  postgresPgsqlSh,
  postgresService,
  postgresqlAutoConf,
  postgresSudoers,
  postgresTmpfiles,
  sqlPgDb,
  sqlPgInit,
  sqlPgInitRoles,
  sqlPgInitTemplate,
  sqlPgProvision,
  sqlPgUser,
  vectorNode,
  vectorPatroni,
  vectorPgbackrest,
  vectorPgbouncer,
  vectorPostgres,
  vectorEnv,
  vectorService,
  vectorYaml,
  victoriaEtcdYml,
  victoriaInfraYml,
  victoriaNodeVipYml,
  victoriaNodeYml,
  victoriaPatroniYml,
  victoriaPgrdsYml,
  victoriaPgsqlVipYml,
  victoriaPgsqlYml,
  victoriaPingYml,
  victoriaPrometheusYml,
  vipManagerService,
  vipManagerYml,
]
