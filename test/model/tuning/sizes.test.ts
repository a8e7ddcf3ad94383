import { expect, test } from 'vitest'
import { patroniOf, settingsOf } from '../../artifacts/patroni/read.js'

type Row = readonly [
  conf: string,
  cpus: number,
  memory: number,
  disk: number,
  connections: number,
  sharedBuffers: number,
  maintenance: number,
  work: number,
  cache: number,
  workers: number,
  parallel: number,
  parallelMaintenance: number,
  gather: number,
  io: number,
  minWal: number,
  maxWal: number,
  slot: number,
  temporary: number,
  spec: string,
]

/** Profile, machine (CPUs, MB, GiB) and what the reference makes of it: memory in MB, disk space in GB. */
const rows: readonly Row[] = [
  ['oltp', 1, 1024, 40, 500, 256, 64, 64, 768, 24, 2, 2, 2, 4, 2, 8, 12, 2, '1C.1G.40G'],
  ['oltp', 2, 2048, 40, 500, 512, 128, 64, 1536, 24, 2, 2, 2, 4, 2, 8, 12, 2, '2C.2G.40G'],
  ['oltp', 4, 8192, 100, 500, 2048, 512, 64, 6144, 24, 2, 2, 2, 4, 5, 20, 30, 5, '4C.8G.100G'],
  ['oltp', 8, 16384, 200, 500, 4096, 1024, 64, 12288, 24, 4, 3, 2, 4, 10, 40, 60, 10, '8C.16G.200G'],
  ['oltp', 16, 65536, 1000, 500, 16384, 4096, 64, 49152, 32, 8, 6, 3, 4, 50, 200, 300, 50, '16C.64G.1000G'],
  ['oltp', 64, 262144, 4000, 500, 65536, 16384, 131, 196608, 80, 32, 22, 8, 16, 100, 400, 600, 100, '64C.256G.4000G'],
  ['oltp', 3, 3951, 60, 500, 988, 247, 64, 2963, 24, 2, 2, 2, 4, 3, 12, 18, 3, '3C.4G.60G'],
  ['oltp', 128, 1048576, 20000, 500, 262144, 65536, 524, 786432, 144, 64, 43, 8, 16, 100, 400, 600, 100, '128C.1024G.20000G'],
  ['olap', 1, 1024, 40, 500, 256, 128, 64, 768, 28, 2, 2, 2, 4, 2, 8, 12, 8, '1C.1G.40G'],
  ['olap', 2, 2048, 40, 500, 512, 256, 64, 1536, 28, 2, 2, 2, 4, 2, 8, 12, 8, '2C.2G.40G'],
  ['olap', 4, 8192, 100, 500, 2048, 1024, 64, 6144, 28, 4, 2, 2, 4, 5, 20, 30, 20, '4C.8G.100G'],
  ['olap', 8, 16384, 200, 500, 4096, 2048, 64, 12288, 28, 7, 3, 4, 4, 10, 40, 60, 40, '8C.16G.200G'],
  ['olap', 16, 65536, 1000, 500, 16384, 8192, 64, 49152, 36, 13, 6, 8, 8, 50, 200, 300, 200, '16C.64G.1000G'],
  ['olap', 64, 262144, 4000, 500, 65536, 32768, 131, 196608, 84, 52, 22, 32, 32, 100, 400, 600, 400, '64C.256G.4000G'],
  ['olap', 3, 3951, 60, 500, 988, 494, 64, 2963, 28, 3, 2, 2, 4, 3, 12, 18, 12, '3C.4G.60G'],
  ['olap', 128, 1048576, 20000, 500, 262144, 131072, 524, 786432, 148, 103, 43, 64, 32, 100, 400, 600, 400, '128C.1024G.20000G'],
  ['crit', 1, 1024, 40, 500, 256, 64, 64, 768, 24, 2, 2, 0, 4, 2, 8, 12, 2, '1C.1G.40G'],
  ['crit', 2, 2048, 40, 500, 512, 128, 64, 1536, 24, 2, 2, 0, 4, 2, 8, 12, 2, '2C.2G.40G'],
  ['crit', 4, 8192, 100, 500, 2048, 512, 64, 6144, 24, 2, 2, 0, 4, 5, 20, 30, 5, '4C.8G.100G'],
  ['crit', 8, 16384, 200, 500, 4096, 1024, 64, 12288, 24, 4, 3, 0, 4, 10, 40, 60, 10, '8C.16G.200G'],
  ['crit', 16, 65536, 1000, 500, 16384, 4096, 64, 49152, 32, 8, 6, 0, 4, 50, 200, 300, 50, '16C.64G.1000G'],
  ['crit', 64, 262144, 4000, 500, 65536, 16384, 131, 196608, 80, 32, 22, 0, 8, 100, 400, 600, 100, '64C.256G.4000G'],
  ['crit', 3, 3951, 60, 500, 988, 247, 64, 2963, 24, 2, 2, 0, 4, 3, 12, 18, 3, '3C.4G.60G'],
  ['crit', 128, 1048576, 20000, 500, 262144, 65536, 524, 786432, 144, 64, 43, 0, 8, 100, 400, 600, 100, '128C.1024G.20000G'],
  ['tiny', 1, 1024, 40, 250, 256, 64, 16, 768, 20, 1, 1, 0, 3, 2, 8, 12, 2, '1C.1G.40G'],
  ['tiny', 2, 2048, 40, 250, 512, 128, 16, 1536, 20, 1, 1, 0, 3, 2, 8, 12, 2, '2C.2G.40G'],
  ['tiny', 4, 8192, 100, 250, 2048, 512, 16, 6144, 20, 2, 1, 0, 3, 5, 20, 30, 5, '4C.8G.100G'],
  ['tiny', 8, 16384, 200, 250, 4096, 1024, 16, 12288, 20, 4, 2, 0, 3, 10, 40, 60, 10, '8C.16G.200G'],
  ['tiny', 16, 65536, 1000, 250, 16384, 4096, 65, 49152, 28, 8, 5, 0, 3, 50, 200, 300, 50, '16C.64G.1000G'],
  ['tiny', 64, 262144, 4000, 250, 65536, 16384, 256, 196608, 76, 32, 21, 0, 3, 100, 400, 600, 100, '64C.256G.4000G'],
  ['tiny', 3, 3951, 60, 250, 988, 247, 16, 2963, 20, 1, 1, 0, 3, 3, 12, 18, 3, '3C.4G.60G'],
  ['tiny', 128, 1048576, 20000, 250, 262144, 65536, 256, 786432, 140, 64, 42, 0, 3, 100, 400, 600, 100, '128C.1024G.20000G'],
]

test.each(rows.map((row) => ({ name: row.slice(0, 4).join(' '), row })))('$name', ({ row }) => {
  const [conf, cpus, memory, disk, connections, sharedBuffers, maintenance, work, cache, workers] = row
  const [parallel, parallelMaintenance, gather, io, minWal, maxWal, slot, temporary, spec] = row.slice(10)
  const facts = `'*': { node_cpu: ${cpus}, node_mem_mb: ${memory}, node_fs_bytes: ${disk * 1073741824}, os_package: rpm, os_version: 9 }\n`
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  const file = patroniOf({ cluster: `pg_conf: ${conf}.yml`, members }, { facts })
  const settings = settingsOf(file)
  expect(settings).toMatchObject({
    max_connections: connections,
    shared_buffers: `${sharedBuffers}MB`,
    maintenance_work_mem: `${maintenance}MB`,
    work_mem: `${work}MB`,
    effective_cache_size: `${cache}MB`,
    max_worker_processes: workers,
    max_parallel_workers: parallel,
    max_parallel_maintenance_workers: parallelMaintenance,
    max_parallel_workers_per_gather: gather,
    io_workers: io,
    min_wal_size: `${minWal}GB`,
    max_wal_size: `${maxWal}GB`,
    max_slot_wal_keep_size: `${slot}GB`,
    temp_file_limit: `${temporary}GB`,
  })
  expect(file.tags.spec).toBe(spec)
})

test.each([
  ['oltp', 1000],
  ['crit', 1000],
  ['olap', 500],
  ['tiny', 250],
])('KD-02: without a pool, %s has room for %i connections', (conf, connections) => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  expect(settingsOf(patroniOf({ cluster: `pg_conf: ${conf}\npgbouncer_enabled: false`, members })).max_connections).toBe(connections)
  expect(settingsOf(patroniOf({ cluster: `pg_conf: ${conf}\npg_default_service_dest: postgres`, members })).max_connections).toBe(connections)
})

test('a limit of connections that is asked for carries through', () => {
  const settings = settingsOf(patroniOf({ cluster: "pg_max_conn: 64\npg_libs: 'citus, pg_stat_statements'" }))
  expect(settings).toMatchObject({ max_connections: 64, max_locks_per_transaction: 128, max_prepared_transactions: 64, work_mem: '64MB' })
})

test('locks follow the profile and the extensions', () => {
  const locks = (conf: string, libraries: string): unknown =>
    settingsOf(patroniOf({ cluster: `pg_conf: ${conf}\npg_max_conn: 100\npg_libs: ${libraries}` })).max_locks_per_transaction
  expect([locks('oltp', 'auto_explain'), locks('oltp', 'timescaledb'), locks('olap', 'auto_explain'), locks('olap', 'citus_columnar')]).toEqual([
    100, 200, 200, 400,
  ])
})
