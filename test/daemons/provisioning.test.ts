import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectionString } from '../../src/artifacts/statement.js'
import { type Compiled, compileValid, minimal } from '../compile.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

const port = 5439
const evil = String.raw`it's a "test" \ 100% café :'x' $$ #;--`
const hostile = `db ${evil}`
const spoken = 'Ünï — 东京 ＡＢＣ' // NFKC makes ABC of the last three

/** Of YAML, in double quotes. */
const q = (text: string): string => JSON.stringify(text)

const inventory = minimal({
  cluster: `
pg_version: 15
pg_port: ${port}
pg_bin_dir: /usr/lib/postgresql/15/bin
pg_admin_password: ${q(evil)}
pg_monitor_password: ${q(spoken)}
pg_default_schemas: [monitor, { name: ${q(`s ${evil}`)}, owner: dbrole_admin }, { name: gone, state: absent }]
pg_default_privileges:
  - GRANT USAGE ON SCHEMAS TO dbrole_readonly
  - grant select, insert on tables to "dbrole_readwrite", dbrole_admin WITH GRANT OPTION
  - GRANT EXECUTE ON FUNCTIONS TO dbrole_readonly
  - GRANT ALL ON TYPES TO PUBLIC
pg_users:
  - name: owner@shop.net
    password: ${q(evil)}
    roles: [dbrole_admin, { name: dbrole_readonly, admin: true }]
    comment: ${q(evil)}
    createdb: true
    connlimit: 7
    expire_at: 2031-12-31
    parameters: { search_path: ${q('"$user", "Odd, ""one""", Public')}, application_name: ${q(evil)}, my.inbox: 'C:\\\\new', work_mem: DEFAULT }
  - { name: dot.and-dash, password: ${q(spoken)}, expire_in: 365, roles: [owner@shop.net, { name: pg_read_all_data, state: absent }] }
  - { name: verified, password: SCRAM-SHA-256$4096:c2hvcF9hcHAuc2FsdC4wMQ==$3E13di3glzTMika6AZxWf5VQrSEhFI1XHmOTeoFvHas=:Dqn5YYphaNHituKqYJj0dD6b5WIruh/Y9MXCz54U+P8= }
  - { name: nologin, login: false, inherit: false, superuser: false }
  - { name: leaver, state: absent }
  - { name: never_there, state: absent }
pg_databases:
  - name: ${q(hostile)}
    owner: owner@shop.net
    pgbouncer: false
    comment: ${q(evil)}
    schemas: [${q(evil)}, { name: shop, owner: owner@shop.net }, { name: old, state: absent }]
    extensions: [hstore, { name: pg_trgm, schema: shop }, { name: seg, version: '1.3', schema: ${q(evil)} }, { name: cube, state: absent }]
    parameters: { search_path: 'shop, public', temp_tablespaces: '', work_mem: 5MB }
    connlimit: 11
    revokeconn: true
    baseline: seed.sql
  - { name: a=b, pgbouncer: false, template: ${q(hostile)}, is_template: true, strategy: file_copy }
  - { name: 'postgresql:x', pgbouncer: false, template: template0, encoding: LATIN1, lc_collate: C, lc_ctype: C }
  - { name: Closed, allowconn: false, template: postgres }
  - { name: fresh, state: recreate, locale_provider: icu, icu_locale: en, template: template0, encoding: UTF8 }
  - { name: old_shop, state: absent }
`,
})

describe.skipIf(!hasPostgres)('provisioning at PostgreSQL 15', () => {
  let sandbox: Sandbox
  let server: PostgresServer
  let compiled: Compiled
  let first: string
  let second: string

  const run = (script: 'pg-init' | 'pg-provision'): { status: number | null; stderr: string } => sandbox.run('bash', [join(sandbox.directory, script)])
  const ask = (text: string, database = 'postgres'): string[] =>
    server
      .psql(text, { database: connectionString(database) })
      .split('\n')
      .filter((line) => line !== '')
  /** Everything of the server as SQL, in the order of names; the keys of \restrict are random. */
  const dump = (): string => sandbox.demand('pg_dumpall', ['-h', sandbox.directory, '-p', String(port), '-U', 'postgres']).replace(/^\\(un)?restrict .*$/gm, '')

  beforeAll(() => {
    sandbox = new Sandbox()
    server = PostgresServer.create(sandbox, port, ["cluster_name = 'pg-test'", 'logging_collector = on', 'log_destination = csvlog', "log_directory = 'log'"])
    compiled = compileValid(inventory)
    for (const { host, path, text } of compiled.files)
      if (host === '10.10.10.11' && /^\/pg\/(tmp\/.*\.sql|bin\/pg-(init|provision))$/.test(path))
        writeFileSync(
          join(sandbox.directory, path.replace(/^.*\//, '')),
          text.replaceAll('/pg/tmp/', `${sandbox.directory}/`).replace('/var/run/postgresql', sandbox.directory).replace('$(id -un)', 'postgres'),
          { mode: 0o644 },
        )
    writeFileSync(join(sandbox.directory, `pg-db-${hostile}-baseline.sql`), 'CREATE TABLE IF NOT EXISTS shop.seed (id int);\n', { mode: 0o644 })
    server.psql(
      `CREATE DATABASE old_shop IS_TEMPLATE true; CREATE ROLE leaver LOGIN; CREATE DATABASE elsewhere OWNER leaver; CREATE SCHEMA gone; CREATE TABLE gone.t ();`,
    )
    server.psql('CREATE SCHEMA AUTHORIZATION leaver; CREATE TABLE leaver.t (); ALTER TABLE leaver.t OWNER TO leaver; GRANT SELECT ON pg_class TO leaver;', {
      database: 'elsewhere',
    })
    for (const script of ['pg-init', 'pg-provision'] as const) expect(run(script).stderr.replace(/.*extension pg_repack is skipped.*\n/g, '')).toBe('')
    first = dump()
    for (const script of ['pg-init', 'pg-provision'] as const) expect(run(script)).toMatchObject({ status: 0 })
    second = dump()
  }, 120_000)

  afterAll(() => {
    server?.stop()
    sandbox?.remove()
  })

  test('the second run changes nothing, not even a password', () => {
    expect(second.split('\n')).toEqual(first.split('\n'))
    expect(first).toContain('ALTER ROLE dbuser_dba WITH SUPERUSER')
  })

  test('roles have what the inventory says', () => {
    expect(
      ask(`SELECT rolname, rolcanlogin, rolsuper, rolcreatedb, rolinherit, rolconnlimit, rolvaliduntil::date - CASE rolname WHEN 'dot.and-dash' THEN current_date
             ELSE '2031-12-31' END FROM pg_authid WHERE oid >= 16384 AND rolname !~ '^dbrole' ORDER BY rolname COLLATE "C"`),
    ).toEqual([
      'dbuser_dba|t|t|f|t|-1|',
      'dbuser_monitor|t|f|f|t|-1|',
      'dot.and-dash|t|f|f|t|-1|365',
      'nologin|f|f|f|f|-1|',
      'owner@shop.net|t|f|t|t|7|0',
      'replicator|t|f|f|t|-1|',
      'verified|t|f|f|t|-1|',
    ])
    expect(ask(`SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = 'owner@shop.net'`)).toEqual([evil])
    expect(ask(`SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = 'nologin'`)).toEqual(['business user nologin'])
    expect(ask(`SELECT rolpassword FROM pg_authid WHERE rolname = 'verified'`)[0]).toMatch(/^SCRAM-SHA-256\$4096:c2hvcF9hcHAuc2FsdC4wMQ==/)
  })

  test('memberships and their options', () => {
    expect(
      ask(`SELECT r.rolname, m.rolname, admin_option FROM pg_auth_members a JOIN pg_roles r ON r.oid = roleid JOIN pg_roles m ON m.oid = member
           WHERE m.rolname IN ('owner@shop.net', 'dot.and-dash', 'dbrole_admin', 'replicator') ORDER BY 2, 1`),
    ).toEqual([
      'dbrole_readwrite|dbrole_admin|f',
      'pg_monitor|dbrole_admin|f',
      'owner@shop.net|dot.and-dash|f',
      'dbrole_admin|owner@shop.net|f',
      'dbrole_readonly|owner@shop.net|t',
      'dbrole_readonly|replicator|f',
      'pg_monitor|replicator|f',
    ])
  })

  test('settings of roles and databases arrive as they are', () => {
    const settings = (where: string): string[] => ask(`SELECT unnest(setconfig) FROM pg_db_role_setting ${where} ORDER BY 1`)
    expect(settings(`WHERE setrole = 'owner@shop.net'::regrole`.replace('owner@shop.net', '"owner@shop.net"'))).toEqual([
      `application_name=${evil}`,
      String.raw`my.inbox=C:\\new`,
      'search_path="$user", "Odd, ""one""", public',
    ])
    expect(settings(`JOIN pg_database d ON d.oid = setdatabase WHERE datname LIKE 'db it%'`)).toEqual([
      'search_path=shop, public',
      'temp_tablespaces=""',
      'work_mem=5MB',
    ])
    expect(settings(`WHERE setrole = 'dbuser_monitor'::regrole`)).toEqual(['log_min_duration_statement=1000', 'search_path=monitor, public'])
  })

  test('databases', () => {
    expect(
      ask(`SELECT datname, pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datlocprovider, daticulocale, datallowconn, datistemplate, datconnlimit
           FROM pg_database WHERE oid >= 16384 ORDER BY datname COLLATE "C"`),
    ).toEqual([
      'Closed|postgres|UTF8|c||f|f|-1',
      'a=b|postgres|UTF8|c||t|t|-1',
      `${hostile}|owner@shop.net|UTF8|c||t|f|11`,
      'elsewhere|postgres|UTF8|c||t|f|-1',
      'fresh|postgres|UTF8|i|en|t|f|-1',
      'postgresql:x|postgres|LATIN1|c||t|f|-1',
    ])
    expect(ask(`SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname LIKE 'db it%'`)).toEqual([evil])
    const connect = ask(`SELECT r, has_database_privilege(r, d.oid, 'CONNECT'), has_database_privilege(r, d.oid, 'CONNECT WITH GRANT OPTION')
      FROM unnest('{replicator,dbuser_monitor,owner@shop.net,verified}'::text[]) r, pg_database d WHERE datname LIKE 'db it%' ORDER BY 1`)
    expect(connect).toEqual(['dbuser_monitor|t|f', 'owner@shop.net|t|t', 'replicator|t|f', 'verified|f|f'])
    expect(ask(`SELECT has_database_privilege('dbrole_admin', oid, 'CREATE') FROM pg_database WHERE datname LIKE 'db it%'`)).toEqual(['t'])
  })

  test('schemas and extensions, of the template and of the database', () => {
    const inside = `SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname !~ '^(pg_|information)' ORDER BY nspname COLLATE "C"`
    expect(ask(inside)).toEqual(['monitor|postgres', 'public|pg_database_owner', `s ${evil}|dbrole_admin`])
    expect(ask(inside, hostile)).toEqual([`${evil}|postgres`, 'monitor|postgres', 'public|pg_database_owner', `s ${evil}|dbrole_admin`, 'shop|owner@shop.net'])
    const extensions = ask(`SELECT extname, nspname, extversion FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace ORDER BY 1`, hostile)
    expect(extensions).toContain(`seg|${evil}|1.3`)
    expect(extensions.map((line) => line.split('|').slice(0, 2).join('|'))).toEqual(
      expect.arrayContaining(['hstore|shop', 'pg_stat_statements|monitor', 'pageinspect|monitor', 'file_fdw|public']),
    )
    expect(ask(`SELECT count(*) FROM pg_class WHERE relname = 'seed'`, hostile)).toEqual(['1'])
    for (const database of ['postgres', hostile]) {
      expect(ask(`SELECT has_schema_privilege('verified', 'public', 'CREATE')`, database)).toEqual(['f'])
    }
    expect(ask(`SELECT has_schema_privilege('dbrole_admin', 'public', 'CREATE')`, hostile)).toEqual(['t'])
    expect(ask(`SELECT count(*) FROM pg_namespace WHERE nspname = 'monitor'`, 'fresh')).toEqual(['0'])
  })

  test('default privileges act on what is made later', () => {
    expect(
      ask(
        `SET ROLE "owner@shop.net"; CREATE TABLE shop.goods (); RESET ROLE;
         SELECT grantee::regrole, privilege_type, is_grantable FROM pg_class, aclexplode(relacl) WHERE relname = 'goods' AND grantee <> relowner ORDER BY grantee::regrole::text, 2;
         DROP TABLE shop.goods`,
        hostile,
      ),
    ).toEqual(['dbrole_admin|INSERT|t', 'dbrole_admin|SELECT|t', 'dbrole_readwrite|INSERT|t', 'dbrole_readwrite|SELECT|t'])
    expect(ask(`SELECT DISTINCT defaclrole::regrole::text FROM pg_default_acl ORDER BY 1`, 'fresh')).toEqual([])
    expect(ask(`SELECT DISTINCT defaclrole::regrole::text FROM pg_default_acl ORDER BY 1`)).toEqual(['dbrole_admin', 'dbuser_dba', 'postgres'])
  })

  test('absent objects are gone, and what they held has a new owner', () => {
    expect(ask(`SELECT rolname FROM pg_roles WHERE rolname IN ('leaver', 'never_there')`)).toEqual([])
    expect(ask(`SELECT datname FROM pg_database WHERE datname = 'old_shop'`)).toEqual([])
    expect(ask(`SELECT relname, pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'leaver'::regnamespace`, 'elsewhere')).toEqual(['t|postgres'])
  })

  test('the passwords open the server, and others do not', () => {
    const hba = 'local all postgres trust\nlocal all all scram-sha-256\n'
    sandbox.demand('bash', ['-c', 'cat > "$0"', join(sandbox.directory, `data-${port}`, 'pg_hba.conf')], hba)
    server.psql('SELECT pg_reload_conf(); SELECT pg_sleep(0.2)')
    const login = (user: string, password: string): string => {
      const words = Object.entries({ host: sandbox.directory, port, user, password, dbname: 'postgres' })
      const target = words.map(([key, value]) => `${key}='${String(value).replace(/['\\]/g, '\\$&')}'`).join(' ')
      return sandbox.run('psql', ['-XAt', '-d', target, '-c', 'SELECT current_user']).stdout.trim()
    }
    expect(login('owner@shop.net', evil)).toBe('owner@shop.net')
    expect(login('dot.and-dash', spoken)).toBe('dot.and-dash')
    expect(login('dbuser_dba', evil)).toBe('dbuser_dba')
    expect(login('dbuser_monitor', spoken)).toBe('dbuser_monitor')
    expect(login('replicator', 'Secret.Repl')).toBe('replicator')
    expect(login('replicator', 'Secret.repl')).toBe('')
    expect(login('nologin', '')).toBe('')
  })

  test('KD-71: the lookup of the pool has no answer for roles that may not log in', () => {
    const found = (name: string): string => ask(`SELECT password IS NOT NULL FROM monitor.pgbouncer_auth('${name}')`)[0] ?? 'none'
    server.psql(`CREATE ROLE past LOGIN PASSWORD 'x' VALID UNTIL '2001-01-01'; CREATE ROLE future LOGIN PASSWORD 'x' VALID UNTIL '2101-01-01'`)
    expect(['verified', 'future', 'past', 'nologin', 'dbuser_dba', 'nobody'].map(found)).toEqual(['t', 't', 'none', 'none', 'none', 'none'])
    expect(
      ask(`SELECT r FROM unnest('{dbuser_monitor,dbrole_readonly,dbrole_admin,verified}'::text[]) r
           WHERE has_function_privilege(r, 'monitor.pgbouncer_auth(text)', 'EXECUTE')`),
    ).toEqual([])
    server.psql('DROP ROLE past; DROP ROLE future')
  })

  test('KD-77: the replication user may take a backup', () => {
    const functions = ['pg_backup_start(text, boolean)', 'pg_backup_stop(boolean)', 'pg_switch_wal()', 'pg_create_restore_point(text)']
    for (const each of functions) expect(ask(`SELECT has_function_privilege('replicator', '${each}', 'EXECUTE')`)).toEqual(['t'])
  })

  test('monitoring objects answer the monitoring user', () => {
    const monitor = (text: string): string[] =>
      server
        .psql(text, { user: 'postgres', database: 'postgres', flags: ['-c', 'SET ROLE dbuser_monitor', '-f', '-'] })
        .split('\n')
        .filter((line) => line !== '')
    server.psql(
      "CREATE TABLE public.big AS SELECT n, repeat('x', 90) AS note FROM generate_series(1, 5000) n; CREATE INDEX ON public.big (n); DELETE FROM public.big WHERE n % 5 > 0; VACUUM ANALYZE public.big",
    )
    expect(monitor(`SELECT cls, status, lsn - '0/0' = lsn_int, now() - ts < '1min' FROM monitor.beating()`)).toEqual(['pg-test|leading|t|t'])
    expect(monitor(`SELECT id FROM monitor.heartbeat`)).toEqual(['pg-test'])
    const [ratio] = monitor(`SELECT ratio FROM monitor.pg_table_bloat WHERE relname = 'big'`).map(Number)
    expect(ratio).toBeGreaterThan(0.75)
    expect(ratio).toBeLessThan(0.85)
    expect(monitor(`SELECT idxname, idxratio > 0.5 FROM monitor.pg_bloat WHERE tblname = 'big'`)).toEqual(['big_n_idx|t'])
    expect(monitor(`SELECT count(*) > 0 FROM monitor.pg_table_bloat_human UNION ALL SELECT count(*) > 0 FROM monitor.pg_index_bloat_human`)).toEqual(['t', 't'])
    expect(monitor(`SELECT datname, numbackends FROM monitor.pg_session ORDER BY 1`)).toEqual(['all|1', 'postgres|1'])
    expect(monitor(`SELECT count(*) FROM monitor.pg_lock_waiting`)).toEqual(['0'])
    expect(monitor(`SELECT relname FROM monitor.pg_seq_scan WHERE relname = 'big'`)).toEqual(['big'])
    expect(monitor(`SELECT count(*) > 10 FROM monitor.pg_shmem()`)).toEqual(['t'])
    expect(monitor(`SELECT count(*) > 0, min(error_severity) FROM monitor.pg_log`)).toEqual(['t|LOG'])
    expect(monitor(`SELECT count(*) > 0 FROM monitor.process_status WHERE command LIKE '%postgres%' AND pid > 0`)).toEqual(['t'])
    expect(monitor(`SELECT count(*) > 0 FROM monitor.disk_free WHERE mounted_on = '/'`)).toEqual(['t'])
    expect(ask(`SELECT monitor.explain('SELECT 1') -> 0 -> 'Plan' ->> 'Node Type'`)).toEqual(['Result'])
    expect(
      ask(`SELECT string_agg(c.relname, ' ' ORDER BY c.relname) FROM pg_class c WHERE relnamespace = 'monitor'::regnamespace AND relname ~ '^(pg_log|patroni|pgbackrest|disk|process)'
             AND has_table_privilege('dbrole_readwrite', c.oid, 'SELECT') OR c.relname IN ('pgbackrest', 'pg_log') AND has_table_privilege('dbrole_admin', c.oid, 'INSERT')`),
    ).toEqual([])
    server.psql('DROP TABLE public.big')
  })

  test('blocked sessions form a tree', () => {
    const script = `
      ask() { psql -h "$0" -p ${port} -U postgres -d postgres -XqAt -c "$1"; }
      ask 'CREATE TABLE held ()'
      ask 'BEGIN; LOCK TABLE held; SELECT pg_sleep(20)' >/dev/null 2>&1 &
      until [ "$(ask "SELECT count(*) FROM pg_locks WHERE relation = 'held'::regclass")" = 1 ]; do sleep 0.05; done
      ask 'SELECT 1 FROM held' >/dev/null 2>&1 &
      until [ "$(ask 'SELECT count(*) FROM pg_locks WHERE NOT granted')" = 1 ]; do sleep 0.05; done
      ask 'SELECT level, root = pid, waiting >= interval $$0$$ FROM monitor.pg_lock_waiting ORDER BY level'
      ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)' AND pid <> pg_backend_pid()" >/dev/null
      wait
      ask 'DROP TABLE held'`
    expect(sandbox.demand('bash', ['-c', script, sandbox.directory])).toBe('0|t|\n1|f|t\n')
  })

  test('KD-47: a script stops at its first error, and says so', () => {
    const path = join(sandbox.directory, 'broken.sql')
    writeFileSync(path, compiled.file('10.10.10.11', '/pg/tmp/pg-user-nologin.sql').replace('NOINHERIT', 'NONSENSE'), { mode: 0o644 })
    const { status, stderr } = sandbox.run('psql', ['-h', sandbox.directory, '-p', String(port), '-U', 'postgres', '-X', '-f', path])
    expect(status).toBe(3)
    expect(stderr).toMatch(/broken\.sql:\d+: ERROR/)
  })
})
