import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const infra = `{ infra_seq: 1, nodename: infra-1, pg_exporters: { 20001: { pg_cluster: far, pg_seq: 3, pg_host: db.example.net, pg_port: 6000, pg_monitor_username: eye, pg_monitor_password: 'p"w', pg_databases: [{ name: one }, { name: two, register_datasource: false }] } } }`

test('only what is listed, by the account of the entry', () => {
  const compiled = compileValid(minimal({ infra }))
  const source = JSON.parse(compiled.file('10.10.10.10', '/infra/datasources/far-3.one.json'))
  expect(source).toMatchObject({ name: 'far-3.one', url: 'db.example.net:6000', user: 'eye', database: 'one', secureJsonData: { password: 'p"w' } })
  expect(compiled.files.filter(({ path }) => path.startsWith('/infra/datasources/far-3.'))).toHaveLength(1)
})

test('what the entry leaves out is taken from the infra node', () => {
  const short = infra.replace(/ pg_port.*?pg_databases/, ' pg_databases').replace('pg_host: db.example.net', "pg_host: '2001:db8::7'")
  const source = JSON.parse(compileValid(minimal({ infra: short })).file('10.10.10.10', '/infra/datasources/far-3.one.json'))
  expect(source).toMatchObject({ url: '[2001:db8::7]:5432', user: 'dbuser_monitor', secureJsonData: { password: 'Secret.Monitor' } })
})
