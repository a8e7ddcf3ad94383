import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { stepsText } from '../../src/report/plan/steps.js'
import { expectGolden } from '../golden/tree.js'
import { plannedFixture } from './plans.js'

const names = readdirSync('fixtures/plans').sort()

describe('the documented plans', () => {
  const golden = new Map<string, string>()

  test.each(names)('%s', (name) => {
    const { steps } = plannedFixture(name)
    golden.set(`${name}.txt`, stepsText(steps))
    expect(steps.length).toBeGreaterThan(0)
  })

  test('look like this', () => {
    expectGolden('golden/plans', golden)
  })
})
