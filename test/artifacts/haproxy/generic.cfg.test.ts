import { expect, test } from 'vitest'
import { readHaproxy } from '../../../src/emit/read/haproxy.js'
import { compileValid, minimal } from '../../compile.js'

function service(definition: string) {
  const infra = `{ infra_seq: 1, nodename: infra-1, haproxy_services: [${definition}] }`
  return readHaproxy(compileValid(minimal({ infra })).file('10.10.10.10', '/etc/haproxy/conf.d/web.cfg'))
}

test('defaults', () => {
  expect(service('{ name: web, port: 8000, servers: [{ name: a, ip: 10.0.0.1, port: 8080 }] }')).toEqual([
    {
      head: ['listen', 'web'],
      lines: [
        ['bind', '*:8000'],
        ['mode', 'tcp'],
        ['maxconn', '10000'],
        ['balance', 'roundrobin'],
        'default-server inter 3s fastinter 1s downinter 5s rise 3 fall 3 on-marked-down shutdown-sessions slowstart 30s maxconn 3000 maxqueue 128 weight 100'.split(
          ' ',
        ),
        ['server', 'a', '10.0.0.1:8080'],
      ],
    },
  ])
})

test('all that a definition says, in the order of HAProxy', () => {
  const definition = `{ name: web, ip: 10.10.10.10, port: 8000, protocol: http, maxconn: 5, balance: uri whole, default: inter 9s,
    options: [option httpchk, "http-request set-header X 'a b' if { src 10.0.0.0/8 }"],
    servers: [{ name: a, ip: '2001:db8::1', port: 1, backup: true, weight: 0, options: check port 99 }, { name: b, ip: store.example.net, port: 2 }] }`
  expect(service(definition)[0]?.lines).toEqual([
    ['bind', '10.10.10.10:8000'],
    ['mode', 'http'],
    ['maxconn', '5'],
    ['balance', 'uri', 'whole'],
    ['option', 'httpchk'],
    ['http-request', 'set-header', 'X', 'a b', 'if', '{', 'src', '10.0.0.0/8', '}'],
    ['default-server', 'inter', '9s'],
    ['server', 'a', '[2001:db8::1]:1', 'backup', 'weight', '0', 'check', 'port', '99'],
    ['server', 'b', 'store.example.net:2'],
  ])
})

test('no file where HAProxy is off', () => {
  const infra = '{ infra_seq: 1, nodename: infra-1, haproxy_enabled: false, haproxy_services: [{ name: web, port: 8000, servers: [] }] }'
  expect(compileValid(minimal({ infra })).has('10.10.10.10', '/etc/haproxy/conf.d/web.cfg')).toBe(false)
})
