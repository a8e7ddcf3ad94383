import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostile } from '../emit/hostile.js'
import { crowd } from './crowd.js'
import { type Place, places } from './places.js'
import { type PlainMap, site } from './site.js'
import { judge, type Verdict } from './verdict.js'

const times = Number(process.env.HOSTILE_TIMES ?? 1)
const seed = Number(process.env.HOSTILE_SEED ?? 2)

const inventories: readonly (readonly [name: string, inventory: PlainMap, rounds: number])[] = [
  ['every text of the catalogue', site(), 3],
  ['hundreds of objects', crowd(100), 2],
]

/** Stands in names, hence small letters; before what is hostile, and after each of its line breaks: a line that holds some of a text holds this. */
const markerOf = (index: number): string => `zq${index}x`
const anyMarker = /zq\d+x/g

/** What a password becomes where it is not written: as other as the password. */
const digests = /md5[0-9a-f]{32}/g

interface Line {
  readonly where: string
  /** The text where it holds no marker, else its markers in their order. */
  readonly said: string
}

function linesOf({ files }: Verdict, harmless = (path: string): string => path): Line[] {
  return files.flatMap(({ host, path, text }) => {
    const name = `${host}:${harmless(path)}`
    const lines = text.replace(digests, 'md5').split('\n')
    return lines.map((line, number) => ({ where: `${name}:${number + 1}`, said: line.match(anyMarker)?.join(' ') ?? line }))
  })
}

test.each(inventories)('%s: a text changes no line but its own', { timeout: 600_000 }, (_, inventory, rounds) => {
  const all = places(inventory)
  for (let round = 0; round < rounds * times; round++) {
    const ends = fc.sample(hostile, { numRuns: all.length, seed: seed * 10_000 + round })
    const texts = new Map(all.map((place, index): [Place, string] => [place, markerOf(index) + ends[index]?.replaceAll('\n', `\n${markerOf(index)}`)]))
    const twins = new Map(all.map((place, index): [Place, string] => [place, `${markerOf(index)}a`]))
    const chosen = (verdict: Verdict, from: ReadonlyMap<Place, string>): Map<Place, string> =>
      new Map([...from].filter(([place]) => verdict.accepted.has(place)))
    const first = judge(inventory, texts)
    const twin = judge(inventory, chosen(first, twins))
    const again = judge(inventory, chosen(twin, texts))
    expect(again.accepted.size).toBe(twin.accepted.size)
    expect(twin.accepted.size).toBeGreaterThan(all.length / 4)
    const harmless = (path: string): string => [...again.accepted].reduce((named, [place, own]) => named.replaceAll(own, twins.get(place) ?? ''), path)
    const [got, wanted] = [linesOf(again, harmless), linesOf(twin)]
    const known = new Map(wanted.map(({ where, said }) => [where, said]))
    const other = got.filter(({ where, said }) => known.get(where) !== said)
    expect(other.slice(0, 10).map(({ where, said }) => [where, said, known.get(where)])).toEqual([])
    expect(got.length).toBe(wanted.length)
  }
})
