import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { compile } from '../../src/compile.js'
import { componentsPage, type Idle, placesOf } from '../../src/report/components.js'
import { Source } from '../../src/source/source.js'
import { writing } from '../golden/tree.js'

/** The parameters that the description of the system names, component by component. */
const described = [
  ...['pg_dns_suffix', 'pg_dns_target'],
  ...['pg_vip_enabled', 'pg_vip_interface', 'pg_vip_address', 'pg_namespace'],
  ...['pg_default_services', 'pg_services', 'pg_service_provider', 'pg_default_service_dest', 'pg_weight'],
  ...['pgbouncer_enabled', 'pgbouncer_port', 'pgbouncer_poolmode', 'pgbouncer_auth_query', 'pgbouncer_sslmode'],
  ...['pg_mode', 'pg_cluster', 'pg_seq', 'pg_role', 'pg_instances', 'pg_upstream', 'pg_conf', 'pg_shard', 'pg_group', 'pg_hba_rules', 'pg_default_hba_rules'],
  ...['patroni_enabled', 'patroni_mode', 'patroni_port', 'patroni_ssl_enabled', 'patroni_watchdog_mode', 'patroni_username', 'patroni_password'],
  ...['pg_etcd_password'],
  ...['pgbackrest_enabled', 'pgbackrest_method', 'pgbackrest_repo', 'pgbackrest_init_backup', 'pgbackrest_clean', 'pgbackrest_log_dir'],
  ...['pg_fs_backup', 'pg_fs_bkup'],
  ...['pg_exporter_enabled', 'pg_exporter_port', 'pg_exporter_config', 'pg_exporter_cache_ttls'],
  ...['pgbouncer_exporter_enabled', 'pgbouncer_exporter_port', 'pgbouncer_exporter_url', 'pgbouncer_exporter_options'],
  ...['pgbackrest_exporter_enabled', 'pgbackrest_exporter_port', 'pgbackrest_exporter_options'],
  ...['vector_enabled', 'vector_port', 'vector_log_endpoint', 'vector_read_from', 'vector_data'],
  ...['exporter_metrics_path', 'node_exporter_port', 'haproxy_exporter_port'],
]

/** Named by the description, and no file depends on them. */
const idle: Idle = {
  pgbackrest_clean: 'no file: a parameter of older versions; the finding `parameter-former` says what replaces it',
  pg_fs_bkup: 'no file: the former name of `pg_fs_backup`; the finding `parameter-former` says so',
}

test('every parameter of the description acts somewhere, or it is said why not', () => {
  expect(described.filter((name) => placesOf(artifacts, name) === '' && idle[name] === undefined)).toEqual([])
  expect(Object.keys(idle).filter((name) => placesOf(artifacts, name) !== '')).toEqual([])
})

test('schema/components.md is what the artifacts say', () => {
  const page = componentsPage(artifacts, examples(), described, idle)
  for (const { id } of artifacts) expect(page, `${id} is in no fixture`).toMatch(new RegExp(`\`${id.replaceAll('.', '\\.')}\` \\| \`/`))
  if (writing) writeFileSync('schema/components.md', page)
  expect(readFileSync('schema/components.md', 'utf8'), 'npm run golden rewrites it').toBe(page)
})

/** One path for each kind of file, from the fixture that comes first and has it. */
function examples(): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  for (const name of ['trio.yml', ...readdirSync('fixtures/deployments')]) {
    const source = new Source(name, readFileSync(`fixtures/deployments/${name}`, 'utf8'))
    for (const { artifact, path } of compile({ inventories: [source] }).files) if (!paths.has(artifact)) paths.set(artifact, path)
  }
  return paths
}
