import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileText, compileValid, expectErrors, machine, minimal } from '../../compile.js'
import { type PatroniFile, path, patroniOf, settingsOf } from './read.js'

const two = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }

describe('the file', () => {
  test('belongs to the database user and is a secret', () => {
    const file = compileValid(
      minimal({
        cluster:
          'pg_dbsu: pgadmin\npg_default_roles: [{ name: pgadmin, superuser: true }, { name: replicator, replication: true }, { name: dbuser_dba, superuser: true }, { name: dbuser_monitor }]',
      }),
    ).files.find((found) => found.path === path)
    expect(file).toMatchObject({ owner: 'pgadmin', group: 'postgres', mode: '0640', secret: true, instance: 'pg-test-1', component: 'patroni' })
  })

  test('is there also where Patroni is paused or removed later, and not where it is off', () => {
    for (const [mode, there] of [
      ['patroni_mode: pause', true],
      ['patroni_mode: remove', true],
      ['patroni_enabled: false', false],
    ] as const)
      expect(compileText(minimal({ cluster: mode })).has('10.10.10.11', path), mode).toBe(there)
  })

  test('keeps the comment lines that say when a change acts', () => {
    expect(compileValid(minimal()).file('10.10.10.11', path)).toContain('# Acts once, when the cluster is created.')
  })
})

describe('typing', () => {
  test('a float is a float, a word that YAML would take for a boolean is text', () => {
    const text = compileValid(minimal()).file('10.10.10.11', path)
    expect(text).toMatch(/^ +hash_mem_multiplier: 8\.0$/m)
    expect(text).toMatch(/^ +bgwriter_lru_multiplier: 5\.0$/m)
    expect(text).toMatch(/^ +random_page_cost: 1\.1$/m)
    expect(text).toMatch(/^ +wal_log_hints: "on"$/m)
    expect(text).toMatch(/^ +log_file_mode: "0640"$/m)
    expect(text).toMatch(/^ +sync_replication_slots: true$/m)
    expect(text).toMatch(/^ {2}version: "18"$/m)
  })

  test.each(['0123', 'a #b', 'a: b', '!x', 'yes', "it's", 'a"b\\c', 'a\'b"c\\d e#f:g%h$i{j}@k/l?'])('KD-19: the passwords may be %s', (password) => {
    const quoted = `'${password.replaceAll("'", "''")}'`
    const file = patroniOf({
      cluster: `pg_dbsu_password: ${quoted}\npatroni_password: ${quoted}\npg_etcd_password: ${quoted}\npg_replication_password: ${quoted}`,
    })
    expect(file.postgresql.authentication).toMatchObject({
      superuser: { password },
      replication: { password },
      rewind: { password },
    })
    expect(file.restapi.authentication).toMatchObject({ password })
    expect(file.etcd3.password).toBe(password)
  })

  test.each(['patroni_password', 'pg_dbsu_password', 'pg_etcd_password', 'pg_replication_password'])(
    'a line break in %s is an error that does not show it',
    (name) => {
      const text = minimal({ cluster: `${name}: "geheim\\nwort"` })
      expectErrors(text, [{ code: 'value-format', line: 10, message: new RegExp(`^${name} `) }])
      expect(
        compileText(text)
          .diagnostics.map(({ message }) => message)
          .join(),
      ).not.toContain('geheim')
    },
  )

  test.each(['123', 'on'])('KD-58: a cluster called %s stays text', (name) => {
    const text = minimal({ cluster: `pg_cluster: '${name}'\npg_etcd_password: ''` }).replace('        pg_cluster: pg-test\n', '')
    const file: PatroniFile = parse(compileValid(text).file('10.10.10.11', path), { version: '1.1', schema: 'yaml-1.1' })
    expect([file.scope, file.etcd3.username, file.etcd3.password, file.bootstrap.dcs.pg_cluster]).toEqual([name, name, name, name])
  })

  test('KD-57: a cluster name with a line break is an error', () => {
    const text = minimal({ cluster: 'pg_cluster: "pg-test\\n"' }).replace('        pg_cluster: pg-test\n', '')
    expect(compileText(text).diagnostics.some(({ severity, message }) => severity === 'error' && message.startsWith('pg_cluster'))).toBe(true)
  })
})

describe('who may lead, and from whom a member takes its data', () => {
  const cascade = { ...two, '10.10.10.13': '{ pg_seq: 3, pg_role: replica, pg_upstream: 10.10.10.12 }' }

  test('KD-04: a cascading replica names a member, not an address', () => {
    expect(patroniOf({ members: cascade }, { host: '10.10.10.13' }).tags.replicatefrom).toBe('pg-test-2')
    expect(patroniOf({ members: cascade }, { host: '10.10.10.12' }).tags).not.toHaveProperty('replicatefrom')
  })

  test('KD-04: an address that is no member is an error', () => {
    const members = { ...two, '10.10.10.13': '{ pg_seq: 3, pg_role: replica, pg_upstream: 10.10.10.99 }' }
    expectErrors(minimal({ members }), [{ code: 'instance-upstream', line: 9, message: /10\.10\.10\.99/ }])
  })

  test('KD-64: a standby cluster asks the port its upstream has, and its leader has no tag', () => {
    const groups = `pg-src:
  hosts: { 10.10.10.21: { pg_seq: 1, pg_role: primary } }
  vars: { pg_cluster: pg-src, pg_port: 5999 }
`
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_upstream: 10.10.10.21, pg_delay: 1h }' }
    const { bootstrap, tags } = patroniOf({ members, groups })
    expect(bootstrap.dcs.standby_cluster).toEqual({ host: '10.10.10.21', port: 5999, recovery_min_apply_delay: '1h', create_replica_methods: ['basebackup'] })
    expect(tags).not.toHaveProperty('replicatefrom')
  })

  test('KD-64: the port of an upstream outside of the inventory is the own one', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_upstream: 10.99.99.99, pg_delay: 0 }' }
    expect(patroniOf({ members, cluster: 'pg_port: 5444' }).bootstrap.dcs.standby_cluster).toEqual({
      host: '10.99.99.99',
      port: 5444,
      create_replica_methods: ['basebackup'],
    })
  })

  test.each(["'1:30'", 'soon', '-5min', '1 week'])('a delay of %s is an error', (delay) => {
    const members = { '10.10.10.11': `{ pg_seq: 1, pg_role: primary, pg_upstream: 10.99.99.99, pg_delay: ${delay} }` }
    expectErrors(minimal({ members }), [{ code: 'standby-delay', line: 7, message: /pg_delay must be a time with a unit/ }])
  })

  test('KD-82: an offline member never becomes the leader, any other may', () => {
    const members = {
      ...two,
      '10.10.10.13': '{ pg_seq: 3, pg_role: offline }',
      '10.10.10.14': '{ pg_seq: 4, pg_role: replica, pg_offline_query: true }',
    }
    const nofailover = ['10.10.10.11', '10.10.10.12', '10.10.10.13', '10.10.10.14'].map((host) => patroniOf({ members }, { host }).tags.nofailover)
    expect(nofailover).toEqual([false, false, true, false])
  })
})

describe('etcd and the REST API', () => {
  test('KD-11: the CA of the REST API is called cafile', () => {
    const { restapi, ctl } = patroniOf({ cluster: 'patroni_ssl_enabled: true' })
    expect(restapi).toMatchObject({ cafile: '/pg/cert/ca.crt', certfile: '/pg/cert/server.crt', keyfile: '/pg/cert/server.key', verify_client: 'none' })
    expect(restapi).not.toHaveProperty('cacert')
    expect(ctl).toEqual({ insecure: false, cacert: '/pg/cert/ca.crt', certfile: '/pg/cert/server.crt', keyfile: '/pg/cert/server.key' })
    expect(patroniOf({}).restapi).not.toHaveProperty('certfile')
  })

  test('KD-13: the allow list of a Citus member holds the members of the whole shard', () => {
    const groups = `pg-worker:
  hosts: { 10.10.10.21: { pg_seq: 1, pg_role: primary } }
  vars: { pg_cluster: pg-worker, pg_mode: citus, pg_shard: pg-shop, pg_group: 1, pg_libs: citus }
pg-other:
  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }
  vars: { pg_cluster: pg-other }
`
    const file = patroniOf({ cluster: "pg_mode: citus\npg_shard: pg-shop\npg_group: 0\npg_libs: citus\npg_primary_db: shop\npg_etcd_password: ''", groups })
    expect(file.restapi.allowlist).toEqual(['10.10.10.10', '10.10.10.11', '10.10.10.21'])
    expect(file).toMatchObject({ scope: 'pg-shop', citus: { group: 0, database: 'shop' }, etcd3: { username: 'pg-shop', password: 'pg-shop' } })
  })

  test('the allow list is in the order of the text, and names each address once', () => {
    const members = { '10.10.10.9': '{ pg_seq: 1, pg_role: primary }', '10.10.10.11': '{ pg_seq: 2, pg_role: replica }' }
    expect(patroniOf({ members }).restapi.allowlist).toEqual(['10.10.10.10', '10.10.10.11', '10.10.10.9'])
  })

  test.each(['/pg/', 'pg', '//pg'])('KD-60: a namespace of %s is /pg/', (namespace) => {
    expect(patroniOf({ cluster: `pg_namespace: ${namespace}` }).namespace).toBe('/pg/')
  })

  test('without etcd there is no file', () => {
    const text = minimal().replace(/^ {4}etcd:.*\n/m, '')
    expectErrors(text, [{ code: 'etcd-missing' }])
  })
})

describe('addresses', () => {
  test('KD-55: an IPv6 address has brackets before its port', () => {
    const members = { 'fd00::11': '{ pg_seq: 1, pg_role: primary }' }
    const { restapi, postgresql } = patroniOf({ members, cluster: "pg_listen: '${ip},${lo}'" }, { host: 'fd00::11', facts: machine })
    expect(restapi).toMatchObject({ listen: '[fd00::11]:8008', connect_address: '[fd00::11]:8008' })
    expect(postgresql).toMatchObject({ listen: '[fd00::11],[::1]:5432', connect_address: '[fd00::11]:5432' })
  })

  test('KD-59: every address, and the placeholders', () => {
    expect(patroniOf({ cluster: "pg_listen: '*'" }).postgresql.listen).toBe('*:5432')
    const vip = "pg_listen: '${ip},${vip},${lo}'\npg_vip_enabled: true\npg_vip_address: 10.10.10.99/24\npg_vip_interface: eth0"
    expect(patroniOf({ cluster: vip }).postgresql.listen).toBe('10.10.10.11,10.10.10.99,127.0.0.1:5432')
  })

  test('KD-59: a placeholder that nothing fills is an error', () => {
    expectErrors(minimal({ cluster: "pg_listen: '${ip},${vip}'" }), [{ code: 'listen-address', line: 10, message: /\$\{vip\}.*no VIP/ }])
  })

  test('KD-62: paths that other files take for granted cannot move', () => {
    expectErrors(minimal({ cluster: 'pg_data: /x' }), [{ code: 'path-fixed', line: 10, message: /pg_data/ }])
    expectErrors(minimal({ cluster: 'pg_localhost: /x' }), [{ code: 'path-fixed', line: 10, message: /pg_localhost/ }])
    expect(patroniOf({ cluster: 'pg_localhost: /tmp' }).postgresql.parameters).toEqual({ unix_socket_directories: '/var/run/postgresql, /tmp' })
  })
})

describe('the settings of the server', () => {
  test('by release', () => {
    const of = (version: number, conf = 'oltp') => settingsOf(patroniOf({ cluster: `pg_version: ${version}\npg_conf: ${conf}`, members: two }))
    const names = [
      'wal_compression',
      'sync_replication_slots',
      'io_method',
      'io_workers',
      'file_copy_method',
      'log_lock_failures',
      'idle_replication_slot_timeout',
    ]
    const present = (version: number) => names.filter((name) => name in of(version))
    expect(present(14)).toEqual([])
    expect(present(15)).toEqual(['wal_compression'])
    expect(present(17)).toEqual(['wal_compression', 'sync_replication_slots'])
    expect(present(18)).toEqual(names)
    expect(present(19)).toEqual(names.filter((name) => name !== 'io_workers'))
    expect([of(15, 'crit').vacuum_defer_cleanup_age, of(16, 'crit').vacuum_defer_cleanup_age]).toEqual([500000, undefined])
    expect([of(17, 'crit').log_connections, of(18, 'crit').log_connections]).toEqual(['on', 'receipt,authentication,authorization'])
    expect([of(17).log_connections, of(18).log_connections, of(18, 'tiny').log_connections]).toEqual([undefined, 'authorization', undefined])
  })

  test('by mode', () => {
    expect(settingsOf(patroniOf({ cluster: 'pg_mode: ivory' }))).not.toHaveProperty('file_copy_method')
    const polar = settingsOf(patroniOf({ cluster: 'pg_mode: polar\npg_version: 15' }))
    expect(polar).not.toHaveProperty('log_destination')
    expect(polar['polar_resource_manager.enable_resource_manager']).toBe('off')
  })

  test('by library', () => {
    const settings = settingsOf(patroniOf({ cluster: 'pg_libs: [timescaledb, pgsodium, pg_duckdb]' }))
    expect(settings).toMatchObject({
      shared_preload_libraries: 'timescaledb, pgsodium, pg_duckdb',
      'timescaledb.max_background_workers': 16,
      'pgsodium.getkey_script': '/pg/bin/pgsodium_getkey',
      'pgsodium.enable_event_trigger': false,
      'duckdb.allow_community_extensions': true,
    })
    const crit = settingsOf(patroniOf({ cluster: 'pg_conf: crit\npg_libs: pg_duckdb', members: two }))
    expect(crit).not.toHaveProperty('duckdb.allow_community_extensions')
  })

  test('KD-68: the kind of disk is compared without case', () => {
    const keys = ['random_page_cost', 'effective_io_concurrency', 'maintenance_io_concurrency']
    const ssd = settingsOf(patroniOf({ cluster: 'pg_storage_type: ssd' }))
    const hdd = settingsOf(patroniOf({ cluster: 'pg_storage_type: hdd' }))
    expect(keys.filter((key) => key in ssd)).toEqual(keys)
    expect(keys.filter((key) => key in hdd)).toEqual([])
  })

  test('KD-69: output_plugin_libraries is kept', () => {
    expect(settingsOf(patroniOf({ cluster: 'pg_version: 14' })).output_plugin_libraries).toBe('pgoutput, test_decoding, wal2json')
  })

  test('KD-85: placeholders of libraries that are not loaded are kept', () => {
    const settings = settingsOf(patroniOf({ cluster: 'pg_libs: auto_explain\npg_primary_db: shop' }))
    expect(settings).toMatchObject({ 'cron.database_name': 'shop', 'pg_wait_sampling.profile_pid': 'false', 'pg_stat_statements.max': 10000 })
  })

  test('the database of pg_cron may come from pg_parameters', () => {
    const settings = settingsOf(patroniOf({ cluster: 'pg_parameters: { cron.database_name: jobs, work_mem: 1GB }' }))
    expect(settings['cron.database_name']).toBe('jobs')
    expect(settings.work_mem).toBe('64MB')
  })

  test('WAL goes to pgBackRest where it is on, and a shared repository also restores members', () => {
    const on = patroniOf({})
    expect(settingsOf(on)).toMatchObject({ archive_mode: 'on', archive_command: 'pgbackrest --stanza=pg-test archive-push %p', archive_timeout: 300 })
    expect(on.postgresql).toMatchObject({ create_replica_methods: ['basebackup'], pgbackrest: { no_leader: true } })
    const shared = patroniOf({ cluster: 'pgbackrest_method: minio' })
    expect(shared.postgresql.create_replica_methods).toEqual(['basebackup', 'pgbackrest'])
    const off = patroniOf({ cluster: 'pgbackrest_enabled: false\npgbackrest_method: minio' })
    expect(settingsOf(off)).not.toHaveProperty('archive_mode')
    expect(off.postgresql).not.toHaveProperty('pgbackrest')
    expect(off.postgresql.create_replica_methods).toEqual(['basebackup'])
  })

  test.each([
    ['rpm', 9, 'worker'],
    ['rpm', 10, 'io_uring'],
    ['deb', 12, 'io_uring'],
  ])('pg_io_method auto on %s %i is %s', (packaging, release, method) => {
    const facts = `'*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960, os_package: ${packaging}, os_version: ${release}, node_interface: eth0 }\n`
    expect(settingsOf(patroniOf({ cluster: 'pg_io_method: auto' }, { facts })).io_method).toBe(method)
  })
})

describe('profiles', () => {
  test('crit is synchronous, has checksums and a watchdog, and keeps more logs', () => {
    const crit = patroniOf({ cluster: 'pg_conf: crit\npg_checksum: false', members: two })
    expect(crit.bootstrap.dcs).toMatchObject({ synchronous_mode: true, synchronous_mode_strict: true })
    expect(crit.bootstrap.initdb[0]).toBe('data-checksums')
    expect([crit.watchdog.mode, crit.log.file_num, crit.tags.conf]).toEqual(['automatic', 16, 'crit.yml'])
    const oltp = patroniOf({ cluster: 'pg_checksum: false' })
    expect(oltp.bootstrap.dcs).toMatchObject({ synchronous_mode: false, synchronous_mode_strict: false })
    expect(oltp.bootstrap.initdb[0]).toBe('no-data-checksums')
    expect([oltp.watchdog.mode, oltp.log.file_num]).toEqual(['off', 4])
  })

  test('no lag at all means synchronous replication', () => {
    expect(patroniOf({ cluster: 'pg_rpo: 0' }).bootstrap.dcs).toMatchObject({
      maximum_lag_on_failover: 0,
      synchronous_mode: true,
      synchronous_mode_strict: false,
    })
  })

  test.each([
    ['pg_rto: fast', [20, 5, 5, 15], 5],
    ['pg_rto: wide', [120, 20, 30, 95], 15],
    ['pg_rto: own\npg_rto_plan: { own: [44, 4, 20, 33, -1, 2s, 1s, 2s, 3, 3] }', [44, 4, 20, 33], -1],
  ])('timings of %s', (cluster, [ttl, loopWait, retry, start], margin) => {
    const { bootstrap, watchdog } = patroniOf({ cluster })
    expect(bootstrap.dcs).toMatchObject({ ttl, loop_wait: loopWait, retry_timeout: retry, primary_start_timeout: start })
    expect(watchdog.safety_margin).toBe(margin)
  })
})

describe('initdb', () => {
  const of = (cluster: string) => patroniOf({ cluster }).bootstrap.initdb

  test.each(['c.utf-8', 'C.utf-8', 'C.UTF-8'])('KD-68: the built-in locale %s in its own spelling', (locale) => {
    expect(of(`pg_locale: ${locale}\npg_lc_ctype: ${locale}`)).toEqual([
      'data-checksums',
      { encoding: 'UTF8' },
      { 'locale-provider': 'builtin' },
      { 'builtin-locale': 'C.UTF-8' },
      { 'lc-collate': 'C' },
      { 'lc-ctype': 'C.UTF-8' },
    ])
  })

  test('other locales, other encodings and older releases have no built-in provider', () => {
    const rest = [{ 'lc-collate': 'C' }, { 'lc-ctype': 'C' }]
    expect(of('pg_locale: de_DE.UTF-8')).toEqual(['data-checksums', { encoding: 'UTF8' }, { locale: 'de_DE.UTF-8' }, ...rest])
    expect(of('pg_encoding: LATIN1')).toEqual(['data-checksums', { encoding: 'LATIN1' }, { locale: 'C' }, ...rest])
    expect(of('pg_version: 16\npg_checksum: false')).toEqual([{ encoding: 'UTF8' }, { locale: 'C' }, ...rest])
    expect(of("pg_version: 16\npg_checksum: false\npg_encoding: ''\npg_locale: ''\npg_lc_collate: ''\npg_lc_ctype: ''")).toEqual([])
  })
})

describe('bad input', () => {
  test.each([
    ['KD-61', 'pg_max_conn: 10', 'value-range', /pg_max_conn must be at least 20/],
    ['KD-61', 'pg_max_conn: many', 'value-type', /pg_max_conn/],
    ['KD-61', 'pg_max_conn: 300000', 'server-limit', /at most 262143/],
    ['KD-61', 'pg_rpo: x', 'value-type', /pg_rpo/],
    ['KD-61', 'pg_rpo: -1', 'value-range', /pg_rpo/],
    ['KD-61', 'pg_group: abc', 'value-type', /pg_group/],
    ['KD-68', 'pg_conf: oltq.yml', 'value-enum', /oltp\.yml, olap\.yml, crit\.yml, tiny\.yml/],
    ['KD-68', 'pg_mode: pgsqll', 'value-enum', /pg_mode/],
    ['KD-68', 'pg_storage_type: NVME', 'value-enum', /SSD, HDD/],
    ['version', 'pg_version: 12', 'server-release', /13 or later/],
    ['version', 'pg_version: eighteen', 'value-type', /pg_version/],
    ['ratio', 'pg_shared_buffer_ratio: 1.5', 'value-range', /from 0 to 1/],
    ['ratio', 'pg_shared_buffer_ratio: 0', 'server-limit', /between 0 and 1/],
    ['ratio', 'pg_shared_buffer_ratio: 1', 'server-limit', /between 0 and 1/],
    ['I/O', 'pg_io_method: uring', 'value-enum', /io_uring/],
    ['hash', 'pg_pwd_enc: sha1', 'value-enum', /scram-sha-256, md5/],
    ['watchdog', 'patroni_watchdog_mode: always', 'value-enum', /off, automatic, required/],
    ['libraries', 'pg_libs: "auto_explain, it\'s"', 'server-library', /it's/],
    ['libraries', 'pg_libs: { a: b }', 'value-type', /pg_libs/],
    ['port', 'patroni_port: 70000', 'value-range', /from 1 to 65535/],
  ])('%s: %s', (_, cluster, code, message) => {
    expectErrors(minimal({ cluster }), [{ code, line: 10, message }])
  })
})
