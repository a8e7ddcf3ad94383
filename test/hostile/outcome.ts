import fc from 'fast-check'
import { type Place, places } from './places.js'
import type { PlainMap } from './site.js'
import { intruder } from './strings.js'
import { judge, type Verdict } from './verdict.js'

/** An inventory with a hostile text wherever one was accepted, and the files that were made of it. */
export interface Outcome {
  readonly verdict: Verdict
  /** What the places say in the end, in the order of the inventory. */
  said(list: string, last?: string, kind?: Place['kind']): string[]
  /** The text of a file, by host and the end of its path. */
  file(host: string, path: string): string
}

/** `spared` has the last keys of texts that stay as they are: what somebody says in a consumer's own language is not read by us. */
export function outcomeOf(inventory: PlainMap, seed: number, spared: readonly string[] = []): Outcome {
  const all = places(inventory).filter(({ path }) => !spared.includes(String(path.at(-1))))
  const texts = fc.sample(intruder, { numRuns: all.length, seed })
  const verdict = judge(inventory, new Map(all.map((place, index) => [place, texts[index]?.(place.harmless) ?? ''])))
  return {
    verdict,
    said: (list, last, kind = 'value') =>
      all
        .filter(({ path, kind: own }) => path.includes(list) && own === kind && (last === undefined || path.at(-1) === last))
        .map((place) => verdict.accepted.get(place) ?? place.harmless),
    file: (host, path) => {
      const found = verdict.files.find((file) => file.host === host && file.path.endsWith(path))
      if (found === undefined) throw new Error(`no file ${path} on ${host}`)
      return found.text
    },
  }
}
