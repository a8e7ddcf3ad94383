import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff } from '../../src/diff/diff.js'
import type { Side } from '../../src/diff/side.js'
import { accessDiff } from '../../src/plan/access.js'
import { planOf } from '../../src/plan/plan.js'
import { touchedClusters } from '../../src/plan/touched.js'
import { fleet } from '../bench/fleet.js'
import { sideOf, trySide } from '../diff/sides.js'

/** Lines that open and shut doors, put in the variables of a cluster, a department or all. */
const lines = [
  'pgbouncer_sslmode: require',
  'pg_listen: 127.0.0.1',
  'pg_port: 5433',
  'pgbouncer_enabled: false',
  'pg_service_provider: ledger-9',
  'patroni_mode: pause',
  'pg_default_hba_rules: []',
  'pg_hba_rules: [{ user: all, db: all, addr: world, auth: pwd, title: everybody }]',
  'pg_users: [{ name: someone, password: Heron-Kettle-5, login: true, pgbouncer: true, roles: [dbrole_admin] }]',
  'pg_default_services: []',
  'pg_pwd_enc: md5',
  'node_firewall_intranet: [10.0.0.0/16]',
  'pg_dbsu_password: Heron-Kettle-6',
  'pgbouncer_auth_query: true',
  'pg_parameters: { ssl: "off" }',
]
const text = fleet(14, 3)
const clusters = [...text.matchAll(/^ {12}pg_cluster: .*$/gm)].map(([line]) => line)
const before = sideOf(text)

function withLine(at: number, line: string): Side | undefined {
  const place = clusters[at]
  if (place === undefined) return trySide(text.replace('\n  vars:\n', `\n  vars:\n    ${line}\n`))
  return trySide(text.replace(place, `${place}\n            ${line}`))
}

test('access to clusters that are left out is what it was', { timeout: 120_000 }, () => {
  let found = 0
  fc.assert(
    fc.property(fc.nat(clusters.length), fc.constantFrom(...lines), (at, line) => {
      const after = withLine(at, line)
      if (before.known === undefined || after?.known === undefined) return
      const whole = accessDiff(before.known.model, after.known.model)
      found += whole.length
      expect(planOf(diff(before, after)).access).toEqual(whole)
    }),
    { numRuns: Number(process.env.DIFF_RUNS ?? 12), seed: 8 },
  )
  expect(found).toBeGreaterThan(0)
})

test('only the cluster that an edit is about is looked at', () => {
  const [, line = ''] = clusters
  const after = sideOf(text.replace(line, `${line}\n            pg_max_conn: 777`))
  const touched = touchedClusters(
    diff(before, after),
    [before, after].flatMap(({ known }) => known?.model ?? []),
  )
  expect([...touched]).toEqual([line.split(': ')[1]])
})
