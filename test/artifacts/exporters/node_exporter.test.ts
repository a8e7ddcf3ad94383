import { expect, test } from 'vitest'
import { readEnv } from '../../../src/emit/read/env.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/default/node_exporter'

test('every machine has one', () => {
  const compiled = compileValid(minimal({ cluster: "node_exporter_port: 9191\nexporter_metrics_path: /m\nnode_exporter_options: ''" }))
  expect(readEnv(compiled.file('10.10.10.11', path))).toEqual({ NODE_EXPORTER_OPTS: '--web.listen-address=:9191 --web.telemetry-path=/m' })
  expect(readEnv(compiled.file('10.10.10.10', path))).toEqual({
    NODE_EXPORTER_OPTS:
      '--web.listen-address=:9100 --web.telemetry-path=/metrics --no-collector.softnet --no-collector.nvme --collector.tcpstat --collector.processes',
  })
})

test('unless it is switched off there', () => {
  const compiled = compileValid(minimal({ cluster: 'node_exporter_enabled: false' }))
  expect(compiled.has('10.10.10.11', path)).toBe(false)
  expect(compiled.has('10.10.10.10', path)).toBe(true)
})
