import { describe, expect, test } from 'vitest'
import { readEnv } from '../../../src/emit/read/env.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/default/pgbackrest_exporter'
const read = (cluster: string) => readEnv(compileValid(minimal({ cluster })).file('10.10.10.11', path))

describe('KD-09: port and path are options, the only thing that the exporter reads', () => {
  test.each([
    ['', '--web.listen-address=:9854 --collect.interval=120 --log.level=info'],
    ['pgbackrest_exporter_port: 9999', '--web.listen-address=:9999 --collect.interval=120 --log.level=info'],
    ["pgbackrest_exporter_options: ''", '--web.listen-address=:9854 --log.level=info'],
    ['exporter_metrics_path: /m', '--web.listen-address=:9854 --web.telemetry-path=/m --collect.interval=120 --log.level=info'],
    ['pgbackrest_exporter_options: --web.listen-address=:9854 --x', '--web.listen-address=:9854 --x'],
    ['pgbackrest_exporter_options: --web.telemetry-path=/n\nexporter_metrics_path: /m', '--web.listen-address=:9854 --web.telemetry-path=/n'],
    ['pgbackrest_exporter_options: --web.endpoint /n\nexporter_metrics_path: /m', '--web.listen-address=:9854 --web.endpoint /n'],
  ])('%s', (cluster, options) => {
    expect(read(cluster)).toEqual({ EXPORTER_OPTS: options })
  })
})

test.each(['pgbackrest_enabled: false', 'pgbackrest_exporter_enabled: false'])('nothing of it with %s', (cluster) => {
  expect(compileValid(minimal({ cluster })).files.filter((file) => file.path.includes('pgbackrest_exporter'))).toEqual([])
})
