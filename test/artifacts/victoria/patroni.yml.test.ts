import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/infra/targets/patroni/pg-test-1.yml'

test('Patroni with TLS, among the series of PostgreSQL', () => {
  expect(readYaml(compileValid(minimal({ cluster: 'patroni_ssl_enabled: true\npatroni_port: 8009' })).file('10.10.10.10', path))).toEqual([
    { labels: { job: 'pgsql', cls: 'pg-test', ins: 'pg-test-1', ip: '10.10.10.11' }, targets: ['10.10.10.11:8009'] },
  ])
})

test.each(['', 'patroni_ssl_enabled: true\npatroni_enabled: false', 'patroni_ssl_enabled: true\npatroni_mode: remove'])('no file with %j', (cluster) => {
  expect(compileValid(minimal({ cluster })).has('10.10.10.10', path)).toBe(false)
})
