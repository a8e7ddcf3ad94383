import { expect, test } from 'vitest'
import { assume } from '../../src/failure/assume.js'
import type { ClusterOutcome } from '../../src/failure/cluster-outcome.js'
import { route } from '../../src/failure/route.js'
import { compileValid, minimal } from '../compile.js'

/** What becomes of a cluster of these roles while some of its members are down. */
function outcome(roles: readonly string[], cluster: string, ...down: readonly number[]): ClusterOutcome {
  const members = Object.fromEntries(roles.map((role, index) => [`10.10.10.1${index + 1}`, `{ pg_seq: ${index + 1}, pg_role: ${role} }`]))
  const { model } = compileValid(minimal({ members, cluster }))
  if (model === undefined) return expect.fail('no model')
  const failure = assume(model, { down: down.map((number) => `pg-test-${number}`) })
  if ('problem' in failure) return expect.fail(failure.problem)
  return route(model, failure).clusters[0] ?? expect.fail('no cluster')
}

const vip = 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24\npg_vip_interface: eth0\n'

test('the VIP follows whoever leads, and is nowhere where nobody does', () => {
  const of = (roles: readonly string[], more: string, ...down: readonly number[]) => {
    const { holders = [], mayBeLost } = outcome(roles, vip + more, ...down).vip ?? {}
    return { holders: holders.map(({ name }) => name), mayBeLost }
  }
  expect(of(['primary', 'replica'], '')).toEqual({ holders: ['pg-test-1'], mayBeLost: false })
  expect(of(['primary', 'replica'], '', 1)).toEqual({ holders: ['pg-test-2'], mayBeLost: false })
  expect(of(['primary', 'offline'], '', 1)).toEqual({ holders: [], mayBeLost: true })
  // Only if the one that is left was synchronous.
  expect(of(['primary', 'replica', 'replica'], 'pg_rpo: 0', 1, 2)).toEqual({ holders: ['pg-test-3'], mayBeLost: true })
})

test('backups are taken by whoever leads, where its crontab has a line that does it', () => {
  const takers = (line: string, ...down: readonly number[]) => {
    const { backup } = outcome(['primary', 'replica'], `pg_crontab: ['${line}']`, ...down)
    return { takers: backup.takers.map(({ name }) => name), mayStop: backup.mayStop }
  }
  expect(takers('00 01 * * * /pg/bin/pg-backup full')).toEqual({ takers: ['pg-test-1'], mayStop: false })
  expect(takers('00 01 * * * /pg/bin/pg-backup full', 1)).toEqual({ takers: ['pg-test-2'], mayStop: false })
  expect(takers('# 00 01 * * * /pg/bin/pg-backup full')).toEqual({ takers: [], mayStop: true })
  expect(takers('00 01 * * * /pg/bin/pg-vacuum')).toEqual({ takers: [], mayStop: true })
})
