import type { Artifact } from './artifact.js'
import { dnsmasqClusterHosts } from './dnsmasq/cluster.hosts.js'
import { dnsmasqDefaultHosts } from './dnsmasq/default.hosts.js'
import { dnsmasqInstanceHosts } from './dnsmasq/instance.hosts.js'
import { dnsmasqNodeVipHosts } from './dnsmasq/node-vip.hosts.js'
import { genericCfg } from './haproxy/generic.cfg.js'
import { haproxyCfg } from './haproxy/haproxy.cfg.js'
import { serviceCfg } from './haproxy/service.cfg.js'
import { patroniYml } from './patroni/patroni.yml.js'
import { pgbackrestConf } from './pgbackrest/pgbackrest.conf.js'
import { databaseTxt } from './pgbouncer/database.txt.js'
import { pgbHbaConf } from './pgbouncer/pgb_hba.conf.js'
import { pgbouncerIni } from './pgbouncer/pgbouncer.ini.js'
import { userlistTxt } from './pgbouncer/userlist.txt.js'
import { useroptsTxt } from './pgbouncer/useropts.txt.js'
import { pgHbaConf } from './postgres/pg_hba.conf.js'
import { postgresqlAutoConf } from './postgres/postgresql.auto.conf.js'
import { victoriaEtcdYml } from './victoria/etcd.yml.js'
import { victoriaInfraYml } from './victoria/infra.yml.js'
import { victoriaNodeYml } from './victoria/node.yml.js'
import { victoriaNodeVipYml } from './victoria/node-vip.yml.js'
import { victoriaPatroniYml } from './victoria/patroni.yml.js'
import { victoriaPgrdsYml } from './victoria/pgrds.yml.js'
import { victoriaPgsqlYml } from './victoria/pgsql.yml.js'
import { victoriaPgsqlVipYml } from './victoria/pgsql-vip.yml.js'
import { victoriaPingYml } from './victoria/ping.yml.js'
import { vipManagerService } from './vip-manager/vip-manager.service.js'
import { vipManagerYml } from './vip-manager/vip-manager.yml.js'

/** Every kind of file, by id. */
export const artifacts: readonly Artifact[] = [
  dnsmasqClusterHosts,
  dnsmasqDefaultHosts,
  dnsmasqInstanceHosts,
  dnsmasqNodeVipHosts,
  genericCfg,
  haproxyCfg,
  serviceCfg,
  patroniYml,
  pgbackrestConf,
  databaseTxt,
  pgbHbaConf,
  pgbouncerIni,
  userlistTxt,
  useroptsTxt,
  pgHbaConf,
  postgresqlAutoConf,
  victoriaEtcdYml,
  victoriaInfraYml,
  victoriaNodeVipYml,
  victoriaNodeYml,
  victoriaPatroniYml,
  victoriaPgrdsYml,
  victoriaPgsqlVipYml,
  victoriaPgsqlYml,
  victoriaPingYml,
  vipManagerService,
  vipManagerYml,
]
