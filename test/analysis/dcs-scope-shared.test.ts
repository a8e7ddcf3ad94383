import { test } from 'vitest'
import { compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'dcs-scope-shared'
const other = (vars = '') => `other:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z${vars} }`
const shard = (name: string) => `pg_mode: citus\npg_shard: ${name}\npg_group: 0`

test('a shard with the name of a cluster', () => {
  expectErrors(minimal({ cluster: shard('pg-z'), groups: other() }), [
    { code, line: 15, message: 'cluster pg-z has the place /pg/pg-z in etcd, and so has pg-test' },
  ])
})

test('a namespace of its own', () => {
  expectFindings(ofCode(compileValid(minimal({ cluster: `${shard('pg-z')}\npg_namespace: /citus`, groups: other() })), code), [])
})

test('the clusters of one shard', () => {
  const worker = other(', pg_mode: citus, pg_shard: pg-shop, pg_group: 1')
  expectFindings(ofCode(compileValid(minimal({ cluster: shard('pg-shop'), groups: worker })), code), [])
})
