import { test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'vip-members-together'
const members = (ports: string) => ({ '10.10.10.11': `{ pg_instances: { ${ports} } }` })
const primary = '5432: { pg_seq: 1, pg_role: primary }'
const vip = 'pg_vip_enabled: true\npg_vip_address: 10.10.10.99/24'

test('both members of a cluster with a VIP on one host', () => {
  const compiled = compileText(minimal({ members: members(`${primary}, 5442: { pg_seq: 2, pg_role: replica }`), cluster: vip }))
  expectFindings(ofCode(compiled, code), [{ code, line: 11, message: 'pg-test-1 and pg-test-2 of cluster pg-test are both on 10.10.10.11' }])
})

test('members of different clusters, or without a VIP, are fine', () => {
  const other = compileText(
    minimal({ members: members(`${primary}, 5442: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary, pg_vip_enabled: false }`), cluster: vip }),
  )
  expectFindings(ofCode(other, code), [])
  expectFindings(ofCode(compileText(minimal({ members: members(`${primary}, 5442: { pg_seq: 2, pg_role: replica }`) })), code), [])
})
