import { describe, expect, test } from 'vitest'
import { readHaproxy } from '../../../src/emit/read/haproxy.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/haproxy/haproxy.cfg'

function sections(all: string, host = '10.10.10.11') {
  return new Map(readHaproxy(compileValid(minimal({ all })).file(host, path)).map(({ head, lines }) => [head.join(' '), lines.map((words) => words.join(' '))]))
}

test('every machine with HAProxy has one, with the name of its node', () => {
  const { files } = compileValid(minimal({ cluster: 'haproxy_enabled: false' }))
  expect(files.filter((file) => file.path === path).map(({ host, owner, mode, secret }) => [host, owner, mode, secret])).toEqual([
    ['10.10.10.10', 'root', '0640', true],
  ])
  expect(sections('').get('global')).toContain('node pg-test-1')
})

test('timeouts, port and path of the metrics', () => {
  const read = sections('haproxy_client_timeout: 1.5h\nhaproxy_server_timeout: 90m\nhaproxy_exporter_port: 9999\nexporter_metrics_path: /m')
  expect(read.get('defaults')).toEqual(expect.arrayContaining(['timeout client 5400000ms', 'timeout server 90m', 'timeout check 3s']))
  expect(read.get('listen stats')).toEqual(
    expect.arrayContaining(['bind *:9999', 'stats uri /haproxy/pg-test-1/', 'http-request use-service prometheus-exporter if { path /m }']),
  )
})

describe('authentication', () => {
  test.each(['pig#sty', 'with a blank', "it's", 'a\\nb', 'a\\\\b', 'q"u', '$HOME "$x"', 'tab\there'])('KD-34: password %j arrives as it is', (password) => {
    const read = readHaproxy(compileValid(minimal().replace('Secret.Haproxy', JSON.stringify(password))).file('10.10.10.11', path))
    expect(read.find(({ head }) => head[0] === 'userlist')?.lines).toContainEqual(['user', 'admin', 'insecure-password', password])
  })

  test('KD-15: haproxy_auth_enabled false drops users, authentication and administration', () => {
    const read = sections('haproxy_auth_enabled: false')
    expect([...read.keys()]).toEqual(['global', 'defaults', 'listen stats'])
    expect(read.get('listen stats')?.join('\n')).not.toMatch(/auth|acl|admin/)
    expect(sections('').get('listen stats')).toEqual(expect.arrayContaining(['stats http-request auth unless AUTH', 'stats admin if AUTH_ADMIN']))
  })
})
