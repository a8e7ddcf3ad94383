import { test } from 'vitest'
import { compileText, compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const groups = `proxy: { hosts: { 10.10.10.20: { nodename: p } } }
a:
  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }
  vars: { pg_cluster: pg-a, pg_service_provider: proxy, pg_default_services: [{ name: b-primary, port: 5533, selector: '[]' }] }
ab:
  hosts: { 10.10.10.41: { pg_seq: 1, pg_role: primary } }
  vars: { pg_cluster: pg-a-b, pg_service_provider: proxy, pg_default_services: [{ name: primary, port: 5633, selector: '[]' }] }`

test('KD-37: two clusters whose services get one name on a provider', () => {
  expectErrors(minimal({ groups }), [
    { code: 'proxy-name-collision', message: /pg-a-b-primary: service b-primary of cluster pg-a and service primary of cluster pg-a-b/ },
  ])
  compileValid(minimal({ groups: groups.replaceAll(', pg_service_provider: proxy', '') }))
})

test('a free service with the name of a cluster service, of the statistics page, or of another one', () => {
  const of = (services: string) => minimal({ cluster: `haproxy_services: [${services}]` })
  for (const name of ['pg-test-primary', 'stats'])
    expectErrors(of(`{ name: ${name}, port: 80, servers: [] }`), [{ code: 'proxy-name-collision', message: `called ${name}` }])
  const doubled = compileText(of('{ name: web, port: 80, servers: [] }, { name: web, port: 81, servers: [] }'))
  expectFindings(ofCode(doubled, 'proxy-name-collision'), [{ code: 'proxy-name-collision', message: /web of haproxy_services and web of haproxy_services/ }])
})
