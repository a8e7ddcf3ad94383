import { understands } from '../../compat/understands.js'
import type { Instance } from '../../model/model.js'
import type { Patroni } from '../../model/patroni.js'
import { patroniTags } from '../../model/patroni-tags.js'
import type { SettingGroup } from '../../model/tuning/settings.js'
import { endpoint, parseAddress } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'

type Section = Readonly<Record<string, unknown>>

interface View {
  readonly scope: string
  readonly namespace: string
  readonly name: string
  readonly citus?: Section
  readonly log: Section
  /** Section etcd3 or etcd. */
  readonly store: Section
  readonly restapi: Section
  readonly ctl: Section
  readonly tags: Section
  readonly watchdog: Section
  readonly initdb: readonly unknown[]
  /** Lines that are appended to initdb's pg_hba.conf; undefined where the file can go without. */
  readonly hba?: readonly string[]
  /** bootstrap.dcs without its part `postgresql`. */
  readonly dcs: Section
  /** bootstrap.dcs.postgresql without its parameters, which are the groups. */
  readonly cluster: Section
  readonly groups: readonly SettingGroup[]
  readonly postgresql: Section
}

/**
 * patroni.yml: how a member runs, and what a new cluster begins with. `bootstrap` acts only when the cluster is created; the rest at each
 * start and reload. Times in seconds. Source: Patroni's configuration reference.
 */
export const patroniYml = defineArtifact<View>({
  id: 'patroni/patroni.yml',
  component: 'patroni',
  format: 'yaml',
  impact: {
    action: 'reload',
    unit: 'patroni.service',
    how: '`bootstrap` acts only when the cluster is created: bring a later value into it with patronictl edit-config',
  },
  uses: [
    'admin_ip',
    'etcd_port',
    'etcd_seq',
    'patroni_enabled',
    'patroni_log_dir',
    'patroni_password',
    'patroni_port',
    'patroni_ssl_enabled',
    'patroni_username',
    'patroni_version',
    'patroni_watchdog_mode',
    'pg_bin_dir',
    'pg_checksum',
    'pg_cluster',
    'pg_conf',
    'pg_dbsu',
    'pg_dbsu_home',
    'pg_dbsu_password',
    'pg_default_service_dest',
    'pg_delay',
    'pg_encoding',
    'pg_etcd_password',
    'pg_group',
    'pg_instances',
    'pg_io_method',
    'pg_lc_collate',
    'pg_lc_ctype',
    'pg_libs',
    'pg_listen',
    'pg_locale',
    'pg_log_dir',
    'pg_max_conn',
    'pg_mode',
    'pg_namespace',
    'pg_parameters',
    'pg_port',
    'pg_primary_db',
    'pg_pwd_enc',
    'pg_replication_password',
    'pg_replication_username',
    'pg_role',
    'pg_rpo',
    'pg_rto',
    'pg_rto_plan',
    'pg_seq',
    'pg_shard',
    'pg_shared_buffer_ratio',
    'pg_storage_type',
    'pg_upstream',
    'pg_version',
    'pg_vip_address',
    'pg_vip_enabled',
    'pgbackrest_enabled',
    'pgbackrest_method',
    'pgbouncer_enabled',
    'pgcompile_target',
    'vip_manager_version',
  ],
  each: 'cluster',
  files: (model) =>
    model.clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) =>
        instance.patroni === undefined
          ? []
          : instanceFile(
              instance,
              instance.layout.patroniConfig,
              { owner: instance.postgres.superuser.name, group: 'postgres', mode: '0640', secret: true },
              viewOf(instance, instance.patroni),
              'patroni',
            ),
      ),
    ),
  content: ({ initdb, hba, dcs, cluster, groups, store, ...sections }) => ({
    ...sections,
    ...store,
    bootstrap: {
      method: 'initdb',
      initdb,
      ...(hba === undefined ? {} : { pg_hba: hba }),
      dcs: { ...dcs, postgresql: { ...cluster, parameters: Object.assign({}, ...groups.map(({ settings }) => settings)) } },
    },
  }),
})

function viewOf(instance: Instance, patroni: Patroni): View {
  const { dcs, cluster, postgres, rto, layout } = instance
  const { certificate } = layout
  const { tuning } = patroni
  return {
    scope: dcs.scope,
    namespace: dcs.namespace === '/' ? '/' : `${dcs.namespace}/`,
    name: instance.name,
    ...(postgres.mode === 'citus' ? { citus: { group: cluster.group, database: postgres.primaryDatabase } } : {}),
    log: {
      level: 'INFO',
      dir: patroni.logDirectory,
      file_size: 33554432,
      file_num: tuning.profile === 'crit' ? 16 : 4,
      // The log pipeline reads this form of date and line.
      dateformat: '%Y-%m-%d %H:%M:%S %z',
      format: '%(asctime)s %(levelname)s: %(message)s',
    },
    store: {
      [dcs.api]: {
        hosts: dcs.endpoints.join(','),
        protocol: 'https',
        cacert: certificate.ca,
        cert: certificate.cert,
        key: certificate.key,
        username: dcs.scope,
        password: dcs.password,
      },
    },
    restapi: restapi(instance, patroni),
    ctl: patroni.tls ? { insecure: false, cacert: certificate.ca, certfile: certificate.cert, keyfile: certificate.key } : { insecure: true },
    tags: patroniTags(instance, patroni),
    watchdog: { mode: patroni.watchdog, device: '/dev/watchdog', safety_margin: rto.safetyMargin },
    initdb: tuning.initdb,
    ...(understands(instance.host.platform, 'patroni', 'file without bootstrap.pg_hba') ? {} : { hba: ['# The rules are a file of their own.'] }),
    dcs: dynamic(instance, patroni),
    cluster: { use_slots: true, use_pg_rewind: true, remove_data_directory_on_rewind_failure: true },
    groups: tuning.settings,
    postgresql: server(instance, patroni),
  }
}

/** The CA is called `cafile` here, unlike everywhere else in this file (KD-11). */
function restapi({ host, layout: { certificate } }: Instance, { port, api, allowList, tls }: Patroni): Section {
  const address = endpoint(host.address, port)
  return {
    listen: address,
    connect_address: address,
    authentication: { username: api.name, password: api.password },
    allowlist: allowList,
    ...(tls ? { cafile: certificate.ca, certfile: certificate.cert, keyfile: certificate.key, verify_client: 'none' } : {}),
  }
}

/** What all members share in etcd from the first start on. The keys pg_* are for people; Patroni ignores them. */
function dynamic({ cluster, postgres, rto, upstream }: Instance, { maximumLag, synchronous, synchronousStrict, delay }: Patroni): Section {
  const standby = upstream?.kind === 'cluster' ? upstream : undefined
  return {
    ...(standby === undefined
      ? {}
      : {
          standby_cluster: {
            host: standby.host,
            port: standby.port,
            ...(delay === undefined ? {} : { recovery_min_apply_delay: delay.text }),
            create_replica_methods: ['basebackup'],
          },
        }),
    ttl: rto.ttl,
    loop_wait: rto.loopWait,
    retry_timeout: rto.retryTimeout,
    primary_start_timeout: rto.primaryStartTimeout,
    primary_stop_timeout: 30,
    maximum_lag_on_failover: maximumLag,
    maximum_lag_on_syncnode: -1,
    synchronous_mode: synchronous,
    synchronous_mode_strict: synchronousStrict,
    failsafe_mode: true,
    pg_version: postgres.version,
    pg_cluster: cluster.name,
    pg_shard: cluster.shard,
    pg_group: cluster.group,
  }
}

/** A repository on the member's own disk cannot restore another member, so it is no way to create one. */
function server({ host, cluster, postgres, backup, layout }: Instance, { local }: Patroni): Section {
  const callback = `${layout.bin}/pg-failover-callback`
  const config = layout.shared ? ` --config=${layout.pgbackrestConfig}` : ''
  const replication = { username: postgres.replication.name, password: postgres.replication.password }
  const { name, password } = postgres.superuser
  return {
    bin_dir: postgres.binDirectory,
    data_dir: postgres.dataDirectory,
    config_dir: postgres.dataDirectory,
    pgpass: `${postgres.home}/${layout.passwordFile}`,
    listen: `${postgres.listen.map(bracketed).join(',')}:${postgres.port}`,
    connect_address: endpoint(host.address, postgres.port),
    use_unix_socket: true,
    parameters: { unix_socket_directories: '/var/run/postgresql, /tmp', ...local },
    authentication: { superuser: { username: name, ...(password === '' ? {} : { password }) }, replication, rewind: replication },
    callbacks: { on_start: callback, on_stop: callback, on_reload: callback, on_restart: callback, on_role_change: callback },
    use_pg_rewind: true,
    remove_data_directory_on_rewind_failure: true,
    remove_data_directory_on_diverged_timelines: false,
    create_replica_methods: ['basebackup', ...(backup === undefined || backup.method === 'local' ? [] : ['pgbackrest'])],
    basebackup: [{ 'max-rate': '1000M' }, { checkpoint: 'fast' }, 'verbose', 'progress'],
    ...(backup === undefined
      ? {}
      : {
          pgbackrest: { command: `/usr/bin/pgbackrest${config} --stanza=${cluster.name} --delta restore`, keep_data: true, no_params: true, no_leader: true },
        }),
  }
}

/** The port follows the last colon, so an IPv6 address needs its brackets (KD-55). */
function bracketed(address: string): string {
  return parseAddress(address)?.family === 6 ? `[${address}]` : address
}
