import { describe, expect, test } from 'vitest'
import type { FileChange } from '../../src/diff/change.js'
import { compiledSide } from '../../src/diff/compiled-side.js'
import { type Comparison, diff } from '../../src/diff/diff.js'
import { Source } from '../../src/source/source.js'
import { deployment, sideOf } from './sides.js'

/** Each change of the files of one artifact as `key <- causes`, each once. */
function causes({ files }: Comparison, artifact: string): string[] {
  const own = files.filter((file) => file.artifact === artifact)
  expect(own, artifact).not.toEqual([])
  return [
    ...new Set(
      own.flatMap(({ changes }) =>
        changes.map(({ key, origins, doubtful }) => `${key} <- ${origins.map(({ label }) => label).join(', ')}${doubtful ? '?' : ''}`),
      ),
    ),
  ]
}

const trio = deployment('trio')

function compared(...replacements: readonly (readonly [RegExp | string, string])[]): Comparison {
  return diff(sideOf(trio, 'old.yml'), sideOf(deployment('trio', ...replacements), 'new.yml'))
}

describe('the definitions that cause a change', () => {
  test('one difference causes everything, with both places', () => {
    const { files, origins } = compared(['pg_weight: 150', 'pg_weight: 120'])
    expect(origins).toHaveLength(1)
    expect(`${origins[0]?.label} ${origins[0]?.before} ${origins[0]?.after}`).toBe('pg_weight old.yml:32:63 new.yml:32:63')
    expect(files.every(({ changes }) => changes.every((change) => change.origins[0] === origins[0] && change.doubtful === undefined))).toBe(true)
  })

  test('of several each change has its own, to the attribute of an object of a list', () => {
    const comparison = compared(
      ['pg_weight: 150', 'pg_weight: 120'],
      ['Ledger-Window-19', 'Ledger-Window-20'],
      ['pg_cluster: shop', 'pg_cluster: shop\n        pg_max_conn: 900\n        pg_rto: fast'],
    )
    expect(comparison.origins.map(({ label }) => label).sort()).toEqual(['pg_max_conn', 'pg_rto', 'pg_users[3].password', 'pg_weight'])
    const patroni = causes(comparison, 'patroni/patroni.yml')
    expect(patroni).toContain('bootstrap.dcs.postgresql.parameters.max_connections <- pg_max_conn')
    expect(patroni).toContain('bootstrap.dcs.ttl <- pg_rto')
    expect(causes(comparison, 'haproxy/service.cfg')).toContain('listen shop-replica: server shop-2: weight <- pg_weight')
    expect(causes(comparison, 'sql/pg-user.sql')).toContain('ALTER ROLE "shop_report" PASSWORD <- pg_users[3].password')
  })

  test('a file that goes has its cause, and so has what cannot be tried', () => {
    const both = [/ {8}pg_vip_enabled: true\n/, '        pg_vip_enabled: false\n'] as const
    const { files } = compared(both, ['pg_weight: 150', 'pg_weight: 120'])
    const vip = files.filter(({ artifact }) => artifact === 'vip-manager/vip-manager.yml')
    expect(vip.map(({ kind }) => kind)).toEqual(['removed', 'removed', 'removed'])
    expect(vip.flatMap(({ origins = [] }) => origins.map(({ label }) => label))).toEqual(['pg_vip_enabled', 'pg_vip_enabled', 'pg_vip_enabled'])
  })

  test('a host that comes brings its files, and what others say of it', () => {
    const comparison = compared(
      ['        10.42.0.12: { pg_seq: 2', '        10.42.0.14: { pg_seq: 4, pg_role: replica }\n        10.42.0.12: { pg_seq: 2'],
      ['Ledger-Window-19', 'Ledger-Window-20'],
    )
    expect(comparison.origins.map(({ label }) => label).sort()).toEqual(['host 10.42.0.14', 'pg_users[3].password'])
    const added = comparison.files.filter(({ kind, host }) => kind === 'added' && host === '10.42.0.14')
    expect(added.length).toBeGreaterThan(40)
    expect(new Set(added.map(labels))).toEqual(new Set(['host 10.42.0.14']))
    expect(causes(comparison, 'patroni/patroni.yml')).toEqual(['restapi.allowlist.10.42.0.14 <- host 10.42.0.14'])
    expect(comparison.subjects.map(({ kind, subject, name }) => `${kind} ${subject} ${name}`)).toEqual(
      expect.arrayContaining(['added host 10.42.0.14', 'added instance shop-4', 'changed service shop-replica']),
    )
  })

  test('a host with another address is the same one, under its new name', () => {
    const comparison = compared([/10\.42\.0\.12/g, '10.42.0.22'])
    expect(comparison.files.filter(({ kind }) => kind !== 'changed')).toEqual([])
    const host = comparison.subjects.find(({ subject }) => subject === 'host')
    expect(host).toMatchObject({
      kind: 'changed',
      name: '10.42.0.22',
      details: [
        { name: 'name', before: '10.42.0.12' },
        { name: 'address', before: '10.42.0.12', after: '10.42.0.22' },
      ],
    })
    expect(comparison.subjects.filter(({ subject }) => subject === 'instance')).toEqual([])
    const moved = comparison.files.filter(({ before, path }) => before !== undefined && before.path !== path)
    expect(moved.map(({ path }) => path)).toContain('/infra/targets/node/10.42.0.22.yml')
    expect(labels(moved[0])).toBe('')
    expect(comparison.files.find(({ host: name }) => name === '10.42.0.22')?.before?.host).toBe('10.42.0.12')
  })

  test('facts are causes, too: of what nothing else explains', () => {
    const side = (text: string, cpu: number) => {
      const facts = [new Source('facts.yml', `'*': { node_cpu: ${cpu}, node_mem_mb: 16384, node_fs_bytes: 42949672960 }\n`)]
      return compiledSide('single.yml', { inventories: [new Source('single.yml', text)], facts }).side ?? expect.fail()
    }
    const old = side(deployment('single'), 4)
    const alone = diff(old, side(deployment('single'), 16))
    expect(alone.origins.map(({ label }) => label)).toEqual(['node_cpu of *'])
    expect(causes(alone, 'patroni/patroni.yml').every((line) => line.endsWith('<- node_cpu of *'))).toBe(true)
    const both = causes(diff(old, side(deployment('single', [/( +)pg_cluster: .*\n/, '$&$1pg_max_conn: 333\n']), 16)), 'patroni/patroni.yml')
    expect(both).toContain('bootstrap.dcs.postgresql.parameters.max_connections <- pg_max_conn')
    expect(both).toContain('bootstrap.dcs.postgresql.parameters.max_worker_processes <- node_cpu of *')
  })
})

function labels(file: FileChange | undefined): string {
  return (file?.origins ?? []).map(({ label }) => label).join(', ')
}
