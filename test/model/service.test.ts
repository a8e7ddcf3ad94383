import { describe, expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const trio = {
  '10.10.10.11': '{ pg_seq: 1, pg_role: primary }',
  '10.10.10.9': '{ pg_seq: 2, pg_role: replica, pg_offline_query: true }',
  '10.10.10.13': '{ pg_seq: 3, pg_role: offline }',
}

const one = (service: string, cluster = '') =>
  minimal({ cluster: `pg_default_services: []\npg_services: [{ name: s, port: 5500, selector: '[]', ${service} }]\n${cluster}` })

function servers(text: string, name: string): string[] {
  const service = compileValid(text).model?.services.find((published) => published.name === name)
  return (service?.servers ?? []).map(({ instance, port, backup }) => `${instance.seq}:${port}${backup ? ' backup' : ''}`)
}

describe('the built-in services of a primary, a replica with offline queries and an offline member', () => {
  const text = minimal({ members: trio })
  test.each([
    ['primary', ['2:6432', '1:6432', '3:6432']],
    ['replica', ['2:6432', '1:6432 backup', '3:6432 backup']],
    ['default', ['2:5432', '1:5432', '3:5432']],
    ['offline', ['2:5432', '3:5432']],
  ])('%s', (name, expected) => {
    expect(servers(text, name)).toEqual(expected)
  })
})

test('members that only backup picks come after those of the selector, each by address', () => {
  const text = minimal({ members: trio, cluster: "pg_services: [{ name: s, port: 5500, selector: '[? pg_seq == `3`]', backup: '[? pg_seq != `3`]' }]" })
  expect(servers(text, 's')).toEqual(['3:6432', '2:6432 backup', '1:6432 backup'])
})

test('a service of pg_services replaces the built-in one of its name, at its place', () => {
  const services = compileValid(minimal({ cluster: "pg_services: [{ name: replica, port: 6000, selector: '[]' }]" })).model?.services ?? []
  expect(services.map(({ name, port }) => `${name} ${port}`)).toEqual(['primary 5433', 'replica 6000', 'default 5436', 'offline 5438'])
})

test('two services of one name in one list: a warning at the later one', () => {
  const compiled = compileValid(minimal({ cluster: "pg_services:\n- { name: a, port: 5500, selector: '[]' }\n- { name: a, port: 5501, selector: '[]' }" }))
  expect(ofCode(compiled, 'service-repeated').map(({ message, at }) => `${at.from.line} ${message}`)).toEqual([
    '12 pg_services[1] has the name of pg_services[0], `a`, and replaces it',
  ])
})

describe('destination', () => {
  test.each<[string, string, string]>([
    ['dest: postgres', '', '1:5432'],
    ['dest: pgbouncer', '', '1:6432'],
    ['dest: 1433', '', '1:1433'],
    ['dest: default', 'pg_default_service_dest: postgres', '1:5432'],
    ['dest: default', 'pg_default_service_dest: 7000', '1:7000'],
    ['dest: postgres', 'pg_port: 5555', '1:5555'],
  ])('%s %s', (dest, cluster, expected) => {
    expect(servers(one(dest, cluster), 's')).toEqual([expected])
  })

  test('KD-35: text that is a number is a port, another word an error', () => {
    expect(servers(one("dest: '5555'"), 's')).toEqual(['1:5555'])
    expectErrors(one('dest: foo'), [{ code: 'value-type', message: /pg_services\[0\]\.dest must be default, postgres, pgbouncer or a port number, not `foo`/ }])
  })

  test('KD-02: the default leads to PostgreSQL on a member without a pool; naming the pool is an error', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica, pgbouncer_enabled: false }' }
    expect(servers(minimal({ members }), 'primary')).toEqual(['1:6432', '2:5432'])
    expectErrors(minimal({ members, cluster: "pg_services: [{ name: s, port: 5500, dest: pgbouncer, selector: '[]' }]" }), [
      { code: 'service-pool-off', message: /leads to pgbouncer, which is not enabled on pg-test-2/ },
    ])
  })
})

describe('provider', () => {
  const proxies = 'proxy:\n  hosts:\n    10.10.10.21: { nodename: p-1 }\n    10.10.10.20: { nodename: p-2 }'
  test('publishes on every host of the group by the variables of the primary, and not on the members', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: replica, pg_rto: wide }', '10.10.10.12': '{ pg_seq: 2, pg_role: primary, pg_rto: fast }' }
    const services = compileValid(minimal({ members, groups: proxies, cluster: 'pg_service_provider: proxy' })).model?.services ?? []
    expect([...new Set(services.map(({ host }) => host.name))]).toEqual(['10.10.10.20', '10.10.10.21'])
    expect(new Set(services.map(({ defaultServer }) => defaultServer[1]))).toEqual(new Set(['1s']))
  })

  test('a group that is none, and a host of the group without HAProxy, are errors', () => {
    expectErrors(minimal({ cluster: 'pg_service_provider: proxi' }), [
      { code: 'service-provider', message: /names? a group of the inventory that has hosts, and `proxi` is none/ },
    ])
    expectErrors(minimal({ groups: `${proxies}\n  vars: { haproxy_enabled: false }`, cluster: 'pg_service_provider: proxy' }), [
      { code: 'service-provider', message: /10\.10\.10\.20/ },
      { code: 'service-provider', message: /10\.10\.10\.21/ },
    ])
  })

  test('a member without HAProxy publishes nothing, with one warning', () => {
    const compiled = compileValid(minimal({ members: trio, cluster: 'haproxy_enabled: false' }))
    expect(compiled.model?.services).toEqual([])
    expect(ofCode(compiled, 'service-unpublished')).toHaveLength(1)
  })
})

describe('what HAProxy would refuse is an error', () => {
  test.each<[string, string, RegExp]>([
    ['value-format', "name: 'a b', port: 1, selector: '[]'", /pg_services\[0\]\.name must match/],
    ['value-range', "name: a, port: 70000, selector: '[]'", /pg_services\[0\]\.port must be from 1 to 65535/],
    ['attribute-missing', 'name: a, port: 5500', /needs `selector`/],
    ['attribute-missing', "name: a, port: 5500, selector: ''", /needs `selector`/],
    ['attribute-missing', "name: a, port: null, selector: '[]'", /needs `port`/],
    ['value-format', "name: a, port: 5500, selector: '[]', check: primary", /check must match/],
    ['service-attribute', "name: a, port: 5500, selector: '[]', check: '/a b'", /check must be a path without blanks/],
    ['service-attribute', "name: a, port: 5500, selector: '[]', ip: everywhere", /ip must be \* or an IP address, not `everywhere`/],
    ['service-attribute', "name: a, port: 5500, selector: '[]', balance: fairly", /balance must begin with an algorithm of HAProxy/],
    ['service-attribute', "name: a, port: 5500, selector: '[]', maxconn: 0", /maxconn must be at least 1/],
    ['service-attribute', "name: a, port: 5500, selector: '[]', options: inter 0.5s", /options has inter `0.5s`/],
    ['value-format', `name: a, port: 5500, selector: '[]', options: "inter 1s\\n  server x 1.2.3.4:5"`, /one line/],
    ['value-format', `name: a, port: 5500, selector: '[]', balance: "leastconn\\nserver x 1.2.3.4:5"`, /one line/],
  ])('%s: %s', (code, service, message) => {
    expectErrors(minimal({ cluster: `pg_services: [{ ${service} }]` }), [{ code, message }])
  })

  test.each(['300', '-1', "'50%'"])('KD-72: pg_weight %s', (weight) => {
    const { diagnostics } = compileText(minimal({ members: { '10.10.10.11': `{ pg_seq: 1, pg_role: primary, pg_weight: ${weight} }` } }))
    expect(diagnostics.map(({ message }) => message).join()).toMatch(/pg_weight must be (from 0 to 255|an integer)/)
  })
})

describe('KD-05: members without Patroni, which would answer the check', () => {
  const code = 'service-check-unanswered'

  test.each(['patroni_enabled: false', 'patroni_mode: remove'])('%s: no service of the cluster is written, and one warning says so', (cluster) => {
    const compiled = compileValid(minimal({ cluster }))
    expect(compiled.files.filter(({ path }) => path.startsWith('/etc/haproxy/conf.d/'))).toEqual([])
    const [finding, ...others] = ofCode(compiled, code)
    expect(others).toEqual([])
    expect(finding?.at.from.line).toBe(10)
    expect(finding?.message).toContain('services primary, replica, default, offline of pg-test leave out pg-test-1')
  })

  test('a service keeps the members that have Patroni', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica, patroni_enabled: false }' }
    expect(servers(minimal({ members }), 'primary')).toEqual(['1:6432'])
    expect(ofCode(compileValid(minimal({ members })), code).map(({ at }) => at.from.line)).toEqual([8])
  })

  test('no services, no warning; Patroni paused still answers', () => {
    for (const cluster of ['patroni_enabled: false\npg_default_services: []', 'patroni_mode: pause'])
      expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
    expect(servers(minimal({ cluster: 'patroni_mode: pause' }), 'primary')).toEqual(['1:6432'])
  })
})

describe('what the modes of Patroni change', () => {
  const files = (cluster: string) => new Map(compileValid(minimal({ cluster })).files.map(({ host, path, text }) => [`${host}:${path}`, text]))
  const usual = files('')

  test('pause: no file, since it is a step on the running cluster', () => {
    expect(files('patroni_mode: pause')).toEqual(usual)
  })

  test('remove: the files of Patroni stay, since it creates the cluster; services and its target go', () => {
    const removed = files('patroni_mode: remove')
    const changed = [...usual.keys()].filter((key) => removed.get(key) !== usual.get(key)).sort()
    expect(changed).toEqual([
      '10.10.10.10:/infra/targets/pgsql/pg-test-1.yml',
      ...['default', 'offline', 'primary', 'replica'].map((name) => `10.10.10.11:/etc/haproxy/conf.d/pg-test-${name}.cfg`),
    ])
    expect([...removed.keys()].filter((key) => !usual.has(key))).toEqual([])
  })

  test('patroni_enabled false: nothing that makes or tunes a server, and what stands beside it stays', () => {
    const external = files('patroni_enabled: false')
    const gone = [...usual.keys()].filter((key) => !external.has(key))
    expect(gone).toContain('10.10.10.11:/etc/patroni/patroni.yml')
    expect(gone).toContain('10.10.10.11:/etc/systemd/system/patroni.service')
    expect(gone).toContain('10.10.10.11:/pg/data/pg_hba.conf')
    expect(external.has('10.10.10.11:/etc/pgbouncer/pgbouncer.ini')).toBe(true)
    expect(external.has('10.10.10.11:/etc/default/pg_exporter')).toBe(true)
  })
})
