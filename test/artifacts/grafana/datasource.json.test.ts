import { expect, test } from 'vitest'
import { compileText, compileValid, minimal } from '../../compile.js'

const name = (database: string) => `/infra/datasources/pg-test-1.${database}.json`

function read(cluster: string, database = 'postgres', all = '') {
  return JSON.parse(compileValid(minimal({ cluster, all })).file('10.10.10.10', name(database)))
}

test('a database of an instance', () => {
  expect(read('pg_port: 5499\npg_version: 14\npg_databases: [{ name: shop }]', 'shop')).toEqual({
    type: 'postgres',
    access: 'proxy',
    name: 'pg-test-1.shop',
    url: '10.10.10.11:5499',
    user: 'dbuser_monitor',
    database: 'shop',
    typeLogoUrl: '',
    basicAuth: false,
    basicAuthUser: '',
    basicAuthPassword: '',
    withCredentials: false,
    isDefault: false,
    jsonData: {
      database: 'shop',
      connMaxLifetime: 3600,
      maxIdleConns: 1,
      maxOpenConns: 8,
      postgresVersion: 1400,
      sslmode: 'require',
      tlsAuth: false,
      tlsAuthWithCACert: false,
    },
    secureJsonData: { password: 'Secret.Monitor' },
  })
})

test('Grafana knows no release after 15', () => {
  expect(read('pg_version: 18').jsonData.postgresVersion).toBe(1500)
})

test('KD-42: a password with quotes and backslashes survives', () => {
  const text = minimal({}).replace('pg_monitor_password: Secret.Monitor', `pg_monitor_password: 'a"b\\c'`)
  expect(JSON.parse(compileValid(text).file('10.10.10.10', name('postgres'))).secureJsonData.password).toBe('a"b\\c')
})

test('which databases: what the inventory says about postgres counts for it', () => {
  const has = (cluster: string, database = 'postgres') => compileValid(minimal({ cluster })).has('10.10.10.10', name(database))
  expect(has('')).toBe(true)
  expect(has('pg_databases: [{ name: postgres, register_datasource: false }]')).toBe(false)
  expect(has('pg_databases: [{ name: old, state: absent }]', 'old')).toBe(false)
  expect(has('grafana_enabled: false')).toBe(false)
  expect(has('pg_provision: false')).toBe(false)
})

test.each(['a/b', '.hidden'])('a database called %s has no file to be in', (database) => {
  const text = (more: string) => minimal({ cluster: `pg_databases: [{ name: ${database}, pgbouncer: false${more} }]` })
  const { diagnostics, files } = compileErrors(text(''))
  expect(files).toEqual([])
  expect(diagnostics).toContain('datasource-name')
  expect(compileErrors(text(', register_datasource: false')).diagnostics).not.toContain('datasource-name')
})

function compileErrors(text: string): { diagnostics: string[]; files: readonly unknown[] } {
  const compiled = compileText(text)
  return { diagnostics: compiled.diagnostics.map(({ code }) => code), files: compiled.files }
}
