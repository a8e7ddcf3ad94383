import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/infra/targets/pgsql/pg-test-1.yml'
const labels = { cls: 'pg-test', ins: 'pg-test-1', ip: '10.10.10.11' }

const groups = (cluster: string, all = '') => readYaml(compileValid(minimal({ cluster, all })).file('10.10.10.10', path))
const ports = (...numbers: number[]) => numbers.map((port) => `10.10.10.11:${port}`)

test('every exporter and Patroni', () => {
  expect(groups('')).toEqual([{ labels, targets: ports(9630, 9631, 8008, 9854) }])
})

test.each([
  ['pg_exporter_enabled: false', [9631, 8008, 9854]],
  ['pgbouncer_enabled: false\npg_default_service_dest: postgres', [9630, 8008, 9854]],
  ['pgbouncer_exporter_enabled: false', [9630, 8008, 9854]],
  ['patroni_enabled: false', [9630, 9631, 9854]],
  ['patroni_mode: remove', [9630, 9631, 9854]],
  ['patroni_ssl_enabled: true', [9630, 9631, 9854]],
  ['pgbackrest_enabled: false', [9630, 9631, 8008]],
  ['pgbackrest_exporter_enabled: false', [9630, 9631, 8008]],
  ['pg_exporter_port: 1111\npgbouncer_exporter_port: 1112\npatroni_port: 1113\npgbackrest_exporter_port: 1114', [1111, 1112, 1113, 1114]],
])('%j', (cluster, numbers) => {
  expect(groups(cluster)).toEqual([{ labels, targets: ports(...numbers) }])
})

test('no file where nothing is scraped', () => {
  const cluster = 'pg_exporter_enabled: false\npgbouncer_exporter_enabled: false\npatroni_ssl_enabled: true\npgbackrest_exporter_enabled: false'
  expect(compileValid(minimal({ cluster })).has('10.10.10.10', path)).toBe(false)
})

test('KD-16: Patroni keeps its path where the exporters have another', () => {
  expect(groups('', 'exporter_metrics_path: /m')).toEqual([
    { labels, targets: ports(9630, 9631, 9854) },
    { labels: { ...labels, __metrics_path__: '/metrics' }, targets: ports(8008) },
  ])
})

test('KD-54: labels are text, whatever they look like', () => {
  const text = minimal().replace('pg_cluster: pg-test', "pg_cluster: '123'")
  expect(readYaml(compileValid(text).file('10.10.10.10', '/infra/targets/pgsql/123-1.yml'))).toMatchObject([{ labels: { cls: '123', ins: '123-1' } }])
})

test('KD-55: IPv6', () => {
  const compiled = compileValid(minimal({ members: { '2001:db8::11': '{ pg_seq: 1, pg_role: primary }' } }))
  expect(readYaml(compiled.file('10.10.10.10', path))).toMatchObject([
    { labels: { ip: '2001:db8::11' }, targets: ['[2001:db8::11]:9630', {}, {}, {}].fill(expect.any(String), 1) },
  ])
})

test('the file belongs to VictoriaMetrics', () => {
  expect(compileValid(minimal()).files.find((file) => file.path === path)).toMatchObject({
    owner: 'victoria',
    group: 'infra',
    mode: '0640',
    instance: 'pg-test-1',
  })
})
