import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const path = '/pg/bin/pg-init'

test('roles first, then the template in template1 and postgres', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_port: 5439\npg_bin_dir: /opt/pg/bin' }))
  const lines = compiled.file('10.10.10.11', path).split('\n')
  expect(lines.filter((line) => line.startsWith('psql'))).toEqual([
    'psql -X -q -d postgres -f /pg/tmp/pg-init-roles.sql',
    'psql -X -q -d template1 -f /pg/tmp/pg-init-template.sql',
    'psql -X -q -d postgres -f /pg/tmp/pg-init-template.sql',
  ])
  expect(lines).toContain('export PATH=/opt/pg/bin:$PATH PGHOST=/var/run/postgresql PGPORT=5439 PGUSER=postgres')
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'root', group: 'postgres', mode: '0750', secret: false })
})

test('Citus and IvorySQL have a database of their own', () => {
  const databases = (cluster: string) =>
    compileValid(minimal({ cluster }))
      .file('10.10.10.11', path)
      .match(/^echo .*$/gm)
  expect(databases('pg_mode: citus\npg_shard: x\npg_group: 0\npg_primary_db: meta')?.at(-1)).toBe(`echo 'objects of database meta'`)
  expect(databases('pg_mode: ivory')?.at(-1)).toBe(`echo 'objects of database ivorysql'`)
})

test('pg_init of the operator is left to the operator', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_init: my-init' }))
  expect(compiled.has('10.10.10.11', path)).toBe(false)
  expect(compiled.has('10.10.10.11', '/pg/tmp/pg-init-roles.sql')).toBe(true)
  expect(compiled.codes).toContain('init-script-to-deliver')
})

test('KD-79: where commits wait for a replica, the script says that it must be there', () => {
  const text = (conf: string) => compileValid(minimal({ cluster: `pg_conf: ${conf}` })).file('10.10.10.11', path)
  expect(text('crit.yml')).toContain('START A REPLICA FIRST')
  expect(text('oltp.yml')).not.toContain('REPLICA FIRST')
})
