import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileValid, expectErrors, minimal } from '../../compile.js'

const path = '/etc/vector/vector.yaml'

function read(parts: Parameters<typeof minimal>[0] = {}) {
  return parse(compileValid(minimal(parts)).file('10.10.10.11', path))
}

test('metrics are offered, events go to the log store of the infra node', () => {
  const vector = read({ all: 'vector_port: 9999\nvector_data: /srv/vector\nvlogs_port: 19428' })
  expect(vector).toMatchObject({
    data_dir: '/srv/vector',
    api: { enabled: true },
    sources: { internal_metrics: { type: 'internal_metrics', scrape_interval_secs: 15 } },
  })
  expect(Object.keys(vector.sinks)).toEqual(['vmetrics', 'vlogs'])
  expect(vector.sinks.vmetrics).toEqual({ type: 'prometheus_exporter', inputs: ['*_metrics'], address: '0.0.0.0:9999', default_namespace: 'vector' })
  expect(vector.sinks.vlogs).toMatchObject({
    type: 'http',
    inputs: ['*_logs'],
    uri: 'http://10.10.10.10:19428/insert/jsonline',
    encoding: { codec: 'json' },
    framing: { method: 'newline_delimited' },
    healthcheck: { enabled: false },
  })
  expect(vector.sinks.vlogs.request.headers).toEqual({
    'VL-Stream-Fields': 'job,ins,ip',
    'VL-Msg-Field': 'message',
    'VL-Time-Field': '_time',
    'VL-Ignore-Fields': 'timestamp,file',
    AccountID: '0',
    ProjectID: '0',
  })
})

test('several receivers have numbers, and the placeholder is the admin node', () => {
  const { sinks } = read({ all: "vector_log_endpoint: ['http://${admin_ip}:9428/x', 'https://logs.example.net/y']" })
  expect(Object.keys(sinks)).toEqual(['vmetrics', 'vlogs1', 'vlogs2'])
  expect([sinks.vlogs1.uri, sinks.vlogs2.uri]).toEqual(['http://10.10.10.10:9428/x', 'https://logs.example.net/y'])
})

test('an empty list sends nothing', () => {
  expect(Object.keys(read({ all: 'vector_log_endpoint: []' }).sinks)).toEqual(['vmetrics'])
})

test('KD-33: a word is a list of one', () => {
  expect(read({ all: 'vector_log_endpoint: infra' })).toEqual(read())
  expect(read({ all: 'vector_log_endpoint: http://10.0.0.9/in' }).sinks.vlogs.uri).toBe('http://10.0.0.9/in')
})

test('KD-55: an IPv6 log store has brackets', () => {
  const text = minimal().replace('infra: { hosts: { 10.10.10.10', "infra: { hosts: { '2001:db8::1'")
  expect(parse(compileValid(text).file('10.10.10.11', path)).sinks.vlogs.uri).toBe('http://[2001:db8::1]:9428/insert/jsonline')
})

test.each(['10.0.0.1:9428', 'ftp://10.0.0.1/', 'http://10.0.0.1/$x', 'http://a b/'])('%s is no receiver', (url) => {
  expectErrors(minimal({ all: `vector_log_endpoint: ['http://10.0.0.9/', '${url}']` }), [
    { code: 'log-receiver', line: 20, message: /^vector_log_endpoint\[1\] must be/ },
  ])
})

test('where new files begin is one of two words', () => {
  expectErrors(minimal({ cluster: 'vector_read_from: middle' }), [{ code: 'value-enum', line: 10 }])
})
