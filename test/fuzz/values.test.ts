import { expect, test } from 'vitest'
import { otherValues } from './inputs.js'
import { runsFor, timeout, tryMany } from './outcome.js'
import { small } from './seeds.js'

test('small inventories with other values', { timeout }, () => {
  const runs = runsFor(0.58)
  const refused = tryMany('values', otherValues(small, 5), runs)
  expect(refused).toBeGreaterThan(runs / 4)
  expect(refused).toBeLessThan(runs)
})
