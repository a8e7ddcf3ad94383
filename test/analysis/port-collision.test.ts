import { expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'port-collision'

test.each<[string, RegExp]>([
  ['pg_port: 6432', /port 6432 of 10\.10\.10\.11 .*PostgreSQL of pg-test-1/],
  ['patroni_port: 9100', /node_exporter.*Patroni of pg-test-1|Patroni of pg-test-1.*node_exporter/],
  ['pg_exporter_port: 9631', /pgbouncer_exporter of pg-test-1/],
  ['pgbackrest_exporter_port: 9630', /pg_exporter of pg-test-1/],
  ['haproxy_exporter_port: 5433', /service pg-test-primary/],
  ['vector_port: 9100', /vector/],
  ["pg_services: [{ name: s, port: 5436, selector: '[]' }]", /service pg-test-default and by service pg-test-s/],
  ["pg_services: [{ name: s, ip: 127.0.0.1, port: 5432, selector: '[]' }]", /PostgreSQL of pg-test-1 and by service pg-test-s/],
])('KD-73: %s', (cluster, message) => {
  expectErrors(minimal({ cluster }), [{ code, line: 10, message }])
})

test('an address that somebody names ten thousand times is one', () => {
  const addresses = Array<string>(10_000).fill('10.10.10.11').join(',')
  const cluster = `pg_listen: '${addresses}'\npg_services: [{ name: s, ip: 10.10.10.11, port: 5432, selector: '[]' }]`
  expectErrors(minimal({ cluster }), [{ code, message: 'PostgreSQL of pg-test-1 and by service pg-test-s' }])
})

test('KD-73: the daemons of infrastructure and etcd, and services of a machine', () => {
  for (const [infra, message] of [
    ['vmetrics_port: 9428', /VictoriaMetrics.*VictoriaLogs|VictoriaLogs.*VictoriaMetrics/],
    ['grafana_port: 2379', /etcd, for its clients/],
    ['dns_port: 9100', /dnsmasq/],
    ['haproxy_services: [{ name: web, port: 80, servers: [] }]', /nginx and by service web/],
    ['nginx_ssl_port: 3000', /nginx, for TLS/],
    ['redis_cluster: r, redis_instances: { 3000: {} }', /Redis 3000/],
    ['minio_cluster: m, minio_seq: 1, minio_admin_port: 9090, vector_port: 9090', /MinIO/],
    ['haproxy_services: [{ name: web, port: 9101, servers: [] }]', /the statistics page of HAProxy and by service web/],
  ] as const)
    expectErrors(minimal({ infra: `{ infra_seq: 1, nodename: infra-1, ${infra} }` }), [{ code, line: 3, message }])
})

test('names the other owner, and one mistake on many hosts is one finding', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  const [finding, ...more] = ofCode(compileText(minimal({ members, cluster: 'pg_exporter_port: 7000\npgbouncer_exporter_port: 7000' })), code)
  expect(more).toEqual([])
  expect(finding?.message).toMatch(/port 7000 of 10\.10\.10\.11 and of 1 more/)
  expect(finding?.related.map(({ at, message }) => `${at.from.line} ${message}`)).toEqual(['11 pg_exporter of pg-test-1'])
})

test('daemons that do not run, other addresses and other hosts do not collide', () => {
  compileValid(minimal({ cluster: 'pgbouncer_enabled: false\npg_port: 6432' }))
  compileValid(minimal({ cluster: "pg_listen: '${ip}'\npg_services: [{ name: s, ip: 127.0.0.1, port: 5432, selector: '[]' }]" }))
  compileValid(minimal({ cluster: 'pg_port: 8428' }))
})

test('two clusters that publish the same ports on one provider', () => {
  const text = minimal({
    cluster: 'pg_service_provider: proxy',
    groups:
      'proxy: { hosts: { 10.10.10.20: { nodename: p } } }\nother:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z, pg_service_provider: proxy }',
  })
  expect(ofCode(compileText(text), code).map(({ message }) => /port \d+ of \S+/.exec(message)?.[0])).toEqual([
    'port 5433 of 10.10.10.20',
    'port 5434 of 10.10.10.20',
    'port 5436 of 10.10.10.20',
    'port 5438 of 10.10.10.20',
  ])
})
