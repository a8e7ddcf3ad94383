import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nothingFails } from '../../src/failure/failure.js'
import { clusterLosses, type Loss, lossKey, siteLosses } from '../../src/failure/loss.js'
import { route } from '../../src/failure/route.js'
import { failureOf, overlap, type Unit, unitName, unitsOf, whatif } from '../../src/failure/whatif.js'
import type { Model } from '../../src/model/model.js'
import { failuresText } from '../../src/report/failure/failures-text.js'
import { whatifText } from '../../src/report/failure/whatif-text.js'
import { plain } from '../../src/report/paint.js'
import { compileValid, minimal } from '../compile.js'

function deployment(name: string): Model {
  const { model } = compileValid(readFileSync(`fixtures/deployments/${name}.yml`, 'utf8'))
  if (model === undefined) throw new Error('no model')
  return model
}

/** Every failure looked at as a whole, without the shortcut of `whatif`. */
function bruteForce(model: Model): string[] {
  const units = unitsOf(model)
  const calm = route(model, nothingFails)
  const lossesOf = (failed: readonly Unit[]): Loss[] => {
    const after = route(model, failureOf(failed))
    return [
      ...siteLosses(calm.site, after.site),
      ...calm.clusters.flatMap((before, index) => {
        const now = after.clusters[index]
        return now === undefined ? [] : clusterLosses(before, now)
      }),
    ]
  }
  const bare = ({ code, cluster, service, certain }: Loss): string => `${code} ${cluster} ${service} ${certain}`
  const singles = new Map(units.map((unit) => [unit, lossesOf([unit])]))
  const lines = units.flatMap((unit) => (singles.get(unit) ?? []).map((loss) => `${unitName(unit)}: ${lossKey(loss)}`))
  units.forEach((first, index) => {
    for (const second of units.slice(index + 1).filter((other) => !overlap(first, other))) {
      const known = new Set([...(singles.get(first) ?? []), ...(singles.get(second) ?? [])].map(bare))
      for (const loss of lossesOf([first, second]))
        if (!known.has(bare(loss)) && !known.has(bare({ ...loss, certain: 'yes' }))) lines.push(`${unitName(first)}+${unitName(second)}: ${lossKey(loss)}`)
    }
  })
  return lines.sort()
}

function told(model: Model): string[] {
  return whatif(model)
    .consequences.flatMap(({ loss, subjects, failures }) =>
      failures.flatMap((failed) =>
        (subjects.length === 0 ? [{}] : subjects).map((subject) => `${failed.map(unitName).join('+')}: ${lossKey({ ...loss, ...subject })}`),
      ),
    )
    .sort()
}

describe('every single and double failure', () => {
  test.each(['single', 'trio', 'citus', 'standby', 'multi', 'proxied', 'ipv6', 'fleet'])('%s: the same as failing each pair of the whole site', (name) => {
    const model = deployment(name)
    const lines = told(model)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines).toEqual(bruteForce(model))
  })

  test('is instant for a fleet', () => {
    const model = deployment('fleet')
    const start = performance.now()
    const { singles, doubles } = whatif(model)
    expect(performance.now() - start).toBeLessThan(1000)
    expect([singles, doubles]).toEqual([29, 406])
  })
})

function losses(cluster: string, members: Readonly<Record<string, string>>): string[] {
  const { model } = compileValid(minimal({ cluster, members }))
  return model === undefined
    ? []
    : whatifText(whatif(model), { paint: plain, lines: 100 })
        .split('\n')
        .map((line) => line.trim())
}

describe('what is lost', () => {
  const two = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }

  test('reads fall on the primary, offline queries have nobody', () => {
    expect(losses('', two)).toEqual(expect.arrayContaining(['pg-test-replica: 10.10.10.11 or 10.10.10.12', 'pg-test-offline: 10.10.10.11 or 10.10.10.12']))
  })

  test('an offline service falls on the primary where its definition lets it', () => {
    const service = "{ name: offline, port: 5438, selector: '[? pg_role == `replica`]', backup: '[? pg_role == `primary`]', check: /read-only, dest: postgres }"
    const found = losses(`pg_services: [${service}]`, two)
    expect(found[found.indexOf('degraded[offline-on-primary] offline queries run on the primary') + 1]).toBe('pg-test-offline: 10.10.10.11 or 10.10.10.12')
  })

  test('a name that is the primary for ever leads astray, one that is the VIP does not', () => {
    expect(losses('', two)).toContain('pg-test: 10.10.10.11 (pg-test is always 10.10.10.11)')
    expect(losses('pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24', two).join('\n')).not.toContain('dns-astray')
  })

  test('the only etcd member and the only watcher', () => {
    const found = losses('', two)
    for (const code of ['outage[quorum-lost]', 'degraded[dns-gone]', 'degraded[monitoring-gone]'])
      expect(found[found.findIndex((line) => line.startsWith(code)) + 1]).toBe('10.10.10.10')
  })
})

describe('failures in words', () => {
  const unit = (name: string): Unit => {
    const [host] = deployment('single').hosts
    if (host === undefined) throw new Error('no host')
    return { kind: 'host', host: { ...host, name } }
  }
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(unit) as [Unit, Unit, Unit, Unit]

  test.each([
    [[[a], [b], [c]], 'a, b or c'],
    [[[a, b]], 'a with b'],
    [
      [
        [a, b],
        [a, c],
        [b, c],
      ],
      'any two of a, b and c',
    ],
    [
      [
        [a, b],
        [a, c],
        [c, d],
      ],
      'a with b or c; c with d',
    ],
  ])('%#', (failures, words) => {
    expect(failuresText(failures)).toBe(words)
  })
})
