import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'target-adapted'
const machine = `'*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960, node_interface: eth0 }\n`
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
const on = (vars: string, cluster = '') => minimal({ members, all: `pgcompile_target: debian-12\n${vars}`, cluster })

test('one note for all hosts lists what is left out', () => {
  expectFindings(ofCode(compileValid(on('', 'pgbackrest_method: minio'), { facts: machine }), code), [
    {
      code,
      message:
        'for debian-12: max_prepared_statements left out, new in PgBouncer 1.21.0; output_plugin_libraries left out, which Patroni passes on from 4.0.3; ' +
        'repo1-block left out, new in pgBackRest 2.46; enable-grpc-gateway set, which etcd 3.5 does by itself',
    },
  ])
})

test('newer programs, or none, have nothing left out', () => {
  const newer = on('pgbouncer_enabled: false\npgbackrest_enabled: false\npatroni_version: 4.0.3\netcd_version: 3.5')
  expect(ofCode(compileValid(newer, { facts: machine }), code)).toEqual([])
})
