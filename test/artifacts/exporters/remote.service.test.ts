import { expect, test } from 'vitest'
import { readUnit } from '../../../src/emit/read/unit.js'
import { compileRemotes } from './remotes.js'

test('one for each server, with the user of its entry', () => {
  const compiled = compileRemotes('{ 20001: { pg_cluster: rds, pg_seq: 1, pg_host: a, pg_dbsu: own }, 20002: { pg_cluster: rds, pg_seq: 2, pg_host: b } }')
  const service = (seq: number) =>
    Object.fromEntries(readUnit(compiled.file('10.10.10.10', `/etc/systemd/system/pg_exporter_rds-${seq}.service`))[1]?.[1] ?? [])
  expect(service(1)).toEqual({
    EnvironmentFile: '-/etc/default/pg_exporter_rds-1',
    User: 'own',
    ExecStart: ['/usr/bin/pg_exporter', '$PG_EXPORTER_OPTS'],
    ExecReload: ['/usr/bin/kill', '-HUP', '$MAINPID'],
    Restart: 'on-failure',
    RestartSec: '5',
    CPUQuota: '10%',
  })
  expect(service(2)).toMatchObject({ EnvironmentFile: '-/etc/default/pg_exporter_rds-2', User: 'postgres' })
})
