import { expect, test } from 'vitest'
import { readHaproxy } from '../../../src/emit/read/haproxy.js'
import { compileValid, minimal } from '../../compile.js'

const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica, pg_weight: 50 }' }

function lines(text: string, host: string, name: string): string[] {
  const [section, ...more] = readHaproxy(compileValid(text).file(host, `/etc/haproxy/conf.d/${name}.cfg`))
  expect(more).toEqual([])
  expect(section?.head).toEqual(['listen', name])
  return (section?.lines ?? []).map((words) => words.join(' '))
}

test('the whole of a built-in service', () => {
  expect(lines(minimal({ members }), '10.10.10.12', 'pg-test-replica')).toEqual([
    'bind *:5434',
    'mode tcp',
    'maxconn 5000',
    'balance roundrobin',
    'option httpchk',
    'option http-keep-alive',
    'http-check send meth OPTIONS uri /read-only',
    'http-check expect status 200',
    'default-server inter 2s fastinter 1s downinter 2s rise 3 fall 3 on-marked-down shutdown-sessions slowstart 30s maxconn 3000 maxqueue 128 weight 100',
    'server pg-test-1 10.10.10.11:6432 check port 8008 weight 100 backup',
    'server pg-test-2 10.10.10.12:6432 check port 8008 weight 50',
  ])
})

test('all that a definition says', () => {
  const service = "{ name: s, ip: 127.0.0.1, port: 5500, selector: '[]', dest: 1433, check: /sync, maxconn: 9, balance: hdr(x), options: inter 7s }"
  expect(lines(minimal({ cluster: `pg_services: [${service}]` }), '10.10.10.11', 'pg-test-s')).toEqual([
    'bind 127.0.0.1:5500',
    'mode tcp',
    'maxconn 9',
    'balance hdr(x)',
    'option httpchk',
    'option http-keep-alive',
    'http-check send meth OPTIONS uri /sync',
    'http-check expect status 200',
    'default-server inter 7s',
    'server pg-test-1 10.10.10.11:1433 check port 8008 weight 100',
  ])
})

test('KD-12: a check over TLS uses the CA that every machine has, also on a proxy', () => {
  const text = minimal({ cluster: 'patroni_ssl_enabled: true\npg_service_provider: proxy', groups: 'proxy: { hosts: { 10.10.10.20: { nodename: p } } }' })
  expect(lines(text, '10.10.10.20', 'pg-test-primary')).toContain(
    'server pg-test-1 10.10.10.11:6432 check-ssl ca-file /etc/pki/ca.crt check port 8008 weight 100',
  )
  expect(compileValid(text).has('10.10.10.11', '/etc/haproxy/conf.d/pg-test-primary.cfg')).toBe(false)
})

test('KD-78: the fractions of the plans fast and safe become milliseconds', () => {
  expect(lines(minimal({ cluster: 'pg_rto: fast' }), '10.10.10.11', 'pg-test-primary').find((line) => line.startsWith('default-server'))).toMatch(
    /fastinter 500ms/,
  )
})

test('KD-55: IPv6 has brackets, and * is both families on a host with an IPv6 address', () => {
  const text = minimal({
    members: { 'fd00::11': '{ pg_seq: 1, pg_role: primary }' },
    cluster: "pg_listen: '*'\npg_services: [{ name: s, ip: '[FD00::11]', port: 5500, selector: '[]' }, { name: t, ip: '::1', port: 5501, selector: '[]' }]",
  })
  expect(lines(text, 'fd00::11', 'pg-test-primary')).toEqual(
    expect.arrayContaining(['bind [::]:5433 v4v6', 'server pg-test-1 [fd00::11]:6432 check port 8008 weight 100']),
  )
  expect(lines(text, 'fd00::11', 'pg-test-s')[0]).toBe('bind [fd00::11]:5500')
  expect(lines(text, 'fd00::11', 'pg-test-t')[0]).toBe('bind [::1]:5501')
  expect(readHaproxy(compileValid(text).file('fd00::11', '/etc/haproxy/haproxy.cfg')).at(-1)?.lines[0]).toEqual(['bind', '[::]:9101', 'v4v6'])
})

test('KD-38: clusters with a common beginning have files of their own', () => {
  const text = minimal({
    cluster: 'pg_service_provider: proxy',
    groups:
      'proxy: { hosts: { 10.10.10.20: { nodename: p } } }\nother:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-test-2x, pg_service_provider: proxy, pg_default_services: [{ name: primary, port: 6433, selector: "[]" }] }',
  })
  expect(lines(text, '10.10.10.20', 'pg-test-2x-primary')).toContain('bind *:6433')
  expect(lines(text, '10.10.10.20', 'pg-test-primary')).toContain('bind *:5433')
})
