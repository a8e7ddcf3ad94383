import { describe, expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

const code = 'exporter-setting'

test.each(['1,10,60', '1,10,60,300,900', '0,10,60,300', '1,10,60,x', '1;10;60;300', '-1,10,60,300'])('lifetimes %s', (ttls) => {
  expectErrors(minimal({ cluster: `pg_exporter_cache_ttls: '${ttls}'` }), [
    { code, line: 10, message: /pg_exporter_cache_ttls must be four whole numbers of seconds/ },
  ])
})

describe('parameters of the URL', () => {
  test.each(['sslmode=disable a=b', "a='b'", 'a="b"', 'a=b#c', 'a=ü'])('%s', (params) => {
    expectErrors(minimal({ cluster: `pg_exporter_params: ${JSON.stringify(params)}` }), [
      { code, line: 10, message: /pg_exporter_params must be parameters of a URL/ },
    ])
  })
})

describe('options that the unit could not split', () => {
  test.each(['pg_exporter_options', 'pgbouncer_exporter_options', 'pgbackrest_exporter_options', 'node_exporter_options'])('%s', (name) => {
    expectErrors(minimal({ cluster: `${name}: --a='b c` }), [{ code, line: 10, message: `${name} has a quote that is not closed` }])
    expectErrors(minimal({ cluster: `${name}: --a\\` }), [{ code, line: 10, message: name }])
    compileValid(minimal({ cluster: `${name}: --a='b"c' "d'e"` }))
  })
})

test.each(['/a b', "/a'b", '/a?b'])('a path of metrics %s', (path) => {
  expectErrors(minimal({ cluster: `exporter_metrics_path: ${JSON.stringify(path)}\nhaproxy_enabled: false` }), [
    { code, line: 10, message: /exporter_metrics_path must be a path/ },
  ])
})

test('what is switched off is not looked at', () => {
  compileValid(minimal({ cluster: "pg_exporter_enabled: false\npgbouncer_enabled: false\npg_exporter_cache_ttls: '1'" }))
})

describe('an entry of pg_exporters', () => {
  const infra = (entry: string): string =>
    minimal({ infra: `{ infra_seq: 1, nodename: infra-1, pg_exporters: { 20001: { pg_cluster: rds, pg_seq: 1, ${entry} } } }` })

  test('names its own attribute', () => {
    expectErrors(infra("pg_host: a, pg_exporter_cache_ttls: '1'"), [{ code, line: 3, message: /^pg_exporters\.20001\.pg_exporter_cache_ttls must/ }])
  })

  test('has a host', () => {
    expectErrors(infra("pg_host: 'a/b'"), [
      { code: 'remote-exporter', line: 3, message: 'pg_exporters.20001.pg_host must be an address or the name of a host, not `a/b`' },
    ])
  })
})

test('a message never shows a password', () => {
  const { diagnostics } = compileValid(minimal({ cluster: "pg_monitor_password: 'hush-hush'" }))
  expect(JSON.stringify(diagnostics.map(({ message }) => message))).not.toContain('hush')
})
