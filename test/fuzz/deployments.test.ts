import { expect, test } from 'vitest'
import { otherValues } from './inputs.js'
import { runsFor, timeout, tryMany } from './outcome.js'
import { deployments } from './seeds.js'

test('whole deployments with other values', { timeout }, () => {
  const runs = runsFor(0.05)
  const refused = tryMany('deployments', otherValues(deployments, 8), runs)
  expect(refused).toBeGreaterThan(runs / 10)
})
