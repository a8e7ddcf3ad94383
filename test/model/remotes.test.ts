import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

/** Entries of pg_exporters stand from line 3 on. */
const infra = (entries: string) => minimal({ infra: `{ infra_seq: 1, nodename: i, pg_exporters: { ${entries} } }` })

test.each([
  ['0: { pg_cluster: r, pg_seq: 1, pg_host: h }', 'remote-exporter', 'by the port'],
  ['70000: { pg_cluster: r, pg_seq: 1, pg_host: h }', 'remote-exporter', 'pg_exporters.70000'],
  ['x: { pg_cluster: r, pg_seq: 1, pg_host: h }', 'remote-exporter', 'pg_exporters.x'],
  ['20001: { pg_seq: 1, pg_host: h }', 'attribute-missing', 'pg_cluster'],
  ['20001: { pg_cluster: r, pg_host: h }', 'attribute-missing', 'pg_seq'],
  ['20001: { pg_cluster: r, pg_seq: 1 }', 'attribute-missing', 'pg_host'],
  ["20001: { pg_cluster: r, pg_seq: 1, pg_host: '' }", 'attribute-missing', 'pg_host'],
  ['20001: { pg_cluster: ../r, pg_seq: 1, pg_host: h }', 'remote-exporter', '`../r`'],
  ['20001: { pg_cluster: r, pg_seq: x, pg_host: h }', 'value-type', 'pg_exporters.20001.pg_seq'],
])('KD-76: %s', (entry, code, message) => {
  expectErrors(infra(entry), [{ code, line: 3, message }])
})

test('KD-76: a port that something else on the host has', () => {
  expectErrors(infra('9115: { pg_cluster: r, pg_seq: 1, pg_host: h }'), [{ code: 'port-collision', message: '9115' }])
})

test('entries are in the order of their ports', () => {
  const { model } = compileValid(infra('20010: { pg_cluster: r, pg_seq: 1, pg_host: h }, 9990: { pg_cluster: r, pg_seq: 2, pg_host: i }'))
  expect(model?.site.infra[0]?.infra?.remotes.map(({ name, host, exporterPort }) => [name, host, exporterPort])).toEqual([
    ['r-2', 'i', 9990],
    ['r-1', 'h', 20010],
  ])
})
