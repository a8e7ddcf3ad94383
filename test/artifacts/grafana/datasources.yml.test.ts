import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/grafana/provisioning/datasources/pigsty.yml'

test('five sources of the node itself, each deleted first', () => {
  const { files } = compileValid(minimal({ all: `grafana_view_password: 'a"b: #c'\nvmetrics_port: 18428\nvtraces_port: 11428` }))
  const file = files.find((one) => one.path === path)
  expect(file).toMatchObject({ owner: 'grafana', group: 'grafana', mode: '0640', secret: true })
  const { apiVersion, deleteDatasources, datasources } = parse(file?.text ?? '')
  expect(apiVersion).toBe(1)
  expect(deleteDatasources).toEqual(['Metrics', 'Meta', 'Logs', 'Traces', 'Static'].map((name) => ({ name, orgId: 1 })))
  expect(datasources.map(({ uid }: { uid: string }) => uid)).toEqual(['ds-prometheus', 'ds-meta', 'ds-vlogs', 'ds-vtraces', 'ds-static'])
  const [metrics, meta, , traces] = datasources
  expect(metrics).toMatchObject({ isDefault: true, url: 'http://127.0.0.1:18428' })
  expect(meta).toMatchObject({ url: '127.0.0.1:5432', user: 'dbuser_view', database: 'meta', secureJsonData: { password: 'a"b: #c' } })
  expect(traces.url).toBe('http://127.0.0.1:11428/select/jaeger')
})
