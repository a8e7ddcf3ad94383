import { expect, test } from 'vitest'
import { otherValues } from './inputs.js'
import { runsFor, timeout, tryMany } from './outcome.js'
import { deployments, small } from './seeds.js'

test('small inventories with other values', { timeout }, () => {
  const runs = runsFor(0.58)
  const refused = tryMany('values', otherValues(small, 5), runs)
  expect(refused).toBeGreaterThan(runs / 4)
  expect(refused).toBeLessThan(runs)
})

test('whole deployments with other values', { timeout }, () => {
  const runs = runsFor(0.05)
  const refused = tryMany('deployments', otherValues(deployments, 8), runs)
  expect(refused).toBeGreaterThan(runs / 10)
})
