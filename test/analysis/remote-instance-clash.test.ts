import { test } from 'vitest'
import { compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'remote-instance-clash'

const infra = (entries: string) => minimal({ infra: `{ infra_seq: 1, nodename: i, pg_exporters: { ${entries} } }` })

test('KD-76: the name of an instance of the inventory', () => {
  expectErrors(infra('20001: { pg_cluster: pg-test, pg_seq: 1, pg_host: 10.9.9.9 }'), [{ code, line: 3, message: 'pg_exporters.20001 is called pg-test-1' }])
})

test('KD-76: the name of another entry', () => {
  const entries = '20001: { pg_cluster: r, pg_seq: 1, pg_host: 10.9.9.9 }, 20002: { pg_cluster: r, pg_seq: 1, pg_host: 10.9.9.8 }'
  expectErrors(infra(entries), [{ code, line: 3, message: 'pg_exporters.20002 is called r-1' }])
})

test('the same server may be watched from two infra nodes', () => {
  const text = infra('20001: { pg_cluster: r, pg_seq: 1, pg_host: 10.9.9.9 }').replace(
    'infra: { hosts: { ',
    'infra: { hosts: { 10.10.10.9: { infra_seq: 2, nodename: j, pg_exporters: { 20001: { pg_cluster: r, pg_seq: 1, pg_host: 10.9.9.9 } } }, ',
  )
  expectFindings(ofCode(compileValid(text), code), [])
})
