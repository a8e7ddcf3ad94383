import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

test('a shell finds the programs and the server', () => {
  const text = compileValid(minimal({ cluster: `pg_bin_dir: /usr/pgsql/bin\npg_port: 5499\npg_primary_db: "it's"` })).file(
    '10.10.10.11',
    '/etc/profile.d/pgsql.sh',
  )
  const show = 'printf "%s|" "$PATH" "$PGHOME" "$PGDATA" "$PGPORT" "$PGDATABASE"'
  const { stdout, status } = spawnSync('/bin/sh', ['-eu', '-c', `${text}\n${show}`], { encoding: 'utf8', env: { PATH: '/bin' } })
  expect([status, stdout]).toEqual([0, "/usr/pgsql/bin:/pg/bin:/bin|/usr/pgsql|/pg/data|5499|it's|"])
})
