import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crowd } from './crowd.js'
import { type Place, places } from './places.js'
import { type PlainMap, site } from './site.js'
import { intruder } from './strings.js'
import { judge } from './verdict.js'

/** Rounds with a hostile text in every place at once, always the same ones; HOSTILE_TIMES asks for more, HOSTILE_SEED for others. */
const times = Number(process.env.HOSTILE_TIMES ?? 1)
const seed = Number(process.env.HOSTILE_SEED ?? 1)

const inventories: readonly (readonly [name: string, inventory: PlainMap, rounds: number])[] = [
  ['every text of the catalogue', site(), 25],
  ['hundreds of objects', crowd(200), 10],
]

let cases = 0

test.each(inventories)('%s: a text is refused where it stands, or files are made of it', { timeout: 600_000 }, (_, inventory, rounds) => {
  const all = places(inventory)
  const accepted = new Set<Place>()
  for (let round = 0; round < rounds * times; round++) {
    const texts = fc.sample(intruder, { numRuns: all.length, seed: seed * 10_000 + round })
    const verdict = judge(inventory, new Map(all.map((place, index) => [place, texts[index]?.(place.harmless) ?? ''])))
    for (const place of verdict.accepted.keys()) accepted.add(place)
    cases += all.length
    expect(verdict.escapes.map(({ place, text, what }) => `${place.path.join('.')} (${place.kind}) ${JSON.stringify(text)}: ${what}`)).toEqual([])
    expect(verdict.files.length).toBeGreaterThan(0)
  }
  expect(accepted.size).toBeGreaterThan(all.length / 2)
})

test('that is 50,000 texts', () => {
  expect(cases).toBeGreaterThan(50_000)
})
