import { expect, test } from 'vitest'
import { otherCharacters } from './inputs.js'
import { runsFor, timeout, tryMany } from './outcome.js'
import { small } from './seeds.js'

test('small inventories with other characters', { timeout }, () => {
  const runs = runsFor(0.35)
  const refused = tryMany('text', otherCharacters(small, 4), runs)
  expect(refused).toBeGreaterThan(runs / 4)
  expect(refused).toBeLessThan(runs)
})
