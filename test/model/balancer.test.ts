import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

test('a machine without HAProxy has no balancer', () => {
  const { model } = compileValid(minimal({ cluster: 'haproxy_enabled: false' }))
  expect(model?.hosts.map(({ name, balancer }) => `${name} ${balancer !== undefined}`)).toEqual(['10.10.10.10 true', '10.10.10.11 false'])
})

test.each<[string, string, RegExp]>([
  ['balancer-setting', 'haproxy_admin_username: haproxy', /must not be haproxy/],
  ['balancer-setting', "haproxy_admin_username: 'a,b'", /only letters, digits/],
  ['balancer-setting', 'haproxy_client_timeout: soon', /haproxy_client_timeout must be a time .* not `soon`/],
  ['balancer-setting', 'haproxy_server_timeout: 30d', /haproxy_server_timeout must be a time of less than 25 days/],
  ['balancer-service', "haproxy_services: [{ name: 'a b', port: 8080, servers: [] }]", /haproxy_services\[0\]\.name must hold only/],
  ['balancer-service', 'haproxy_services: [{ name: ../x, port: 8080, servers: [] }]', /name must hold only/],
  ['balancer-service', 'haproxy_services: [{ name: a, port: 8080, ip: eth0, servers: [] }]', /ip must be \*/],
  ['balancer-service', 'haproxy_services: [{ name: a, port: 8080, servers: [], options: ["a # b"] }]', /options\[0\] must not hold a bare #/],
  ['balancer-service', 'haproxy_services: [{ name: a, port: 8080, servers: [], options: ["a\\nb"] }]', /options\[0\] must be one line/],
  ['balancer-service', 'haproxy_services: [{ name: a, port: 8080, servers: [], default: inter 1.5s }]', /default has inter/],
  ['value-range', 'haproxy_services: [{ name: a, port: 8080, servers: [{ name: s, ip: 10.0.0.1, port: 80, weight: 300 }] }]', /weight must be from 0 to 255/],
  ['balancer-service', 'haproxy_services: [{ name: a, port: 8080, servers: [{ name: s, ip: "x y", port: 80 }] }]', /ip must be an IP address or a host name/],
  [
    'balancer-service',
    'haproxy_services: [{ name: a, port: 8080, servers: [{ name: s, ip: 10.0.0.1, port: 80 }, { name: s, ip: 10.0.0.2, port: 80 }] }]',
    /two servers called s/,
  ],
])('%s: %s', (code, all, message) => {
  const infra = all.startsWith('haproxy_services') ? `{ infra_seq: 1, nodename: infra-1, ${all} }` : '{ infra_seq: 1, nodename: infra-1 }'
  expectErrors(minimal(all.startsWith('haproxy_services') ? { infra } : { all }), [{ code, message }])
})

test('an empty password is an error, unless nobody has to log in; the message shows no secret', () => {
  const off = (more: string) => minimal({ infra: `{ infra_seq: 1, nodename: infra-1, haproxy_admin_password: '', ${more} }` })
  expectErrors(off(''), [{ code: 'balancer-setting', message: 'haproxy_admin_password is empty' }])
  compileValid(off('haproxy_auth_enabled: false'))
})

test('a node name that HAProxy refuses is an error where HAProxy runs', () => {
  const text = (more: string) => minimal({ infra: `{ infra_seq: 1, nodename: 'a, b', ${more} }` })
  expectErrors(text(''), [{ code: 'balancer-setting', message: /not `a, b`/ }])
  compileValid(text('haproxy_enabled: false'))
})
