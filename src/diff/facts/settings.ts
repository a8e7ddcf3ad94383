import type { Veil } from '../veil.js'
import { type Branch, branch, type Fact, leaf } from './fact.js'

type Value = string | readonly string[]

/** Settings by name. One that comes again is a list in its order. */
export function settingFacts(settings: Iterable<readonly [name: string, value: Value]>, veil: Veil): Branch {
  const values = new Map<string, Value[]>()
  for (const [name, value] of settings) values.set(name, [...(values.get(name) ?? []), value])
  return branch(
    [...values].map(([name, all]): [string, Fact] => {
      const facts = all.map((value) => settingFact(name, value, veil))
      const [only] = facts
      return [name, only !== undefined && facts.length === 1 ? only : listFacts(all.map(textOf), veil)]
    }),
  )
}

function settingFact(name: string, value: Value, veil: Veil): Fact {
  const text = textOf(value)
  return leaf(text, text !== '' && (veil.names(name) || veil.hides(text)))
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : value.join(' ')
}

/** Sections of settings, each by its name. */
export function sectionFacts(sections: readonly (readonly [section: string, settings: readonly (readonly [string, Value])[]])[], veil: Veil): Branch {
  const merged = new Map<string, (readonly [string, Value])[]>()
  for (const [name, settings] of sections) merged.set(name, [...(merged.get(name) ?? []), ...settings])
  return branch([...merged].map(([name, settings]) => [name, settingFacts(settings, veil)]))
}

/** Texts that are their own names, as the lines of a crontab. One with a credential goes by what may be shown of it. */
export function listFacts(texts: readonly string[], veil: Veil, ordered = true): Branch {
  return branch(
    texts.map((text) => {
      const secret = veil.hides(text)
      return [secret ? veil.show(text) : text, leaf(text, secret)]
    }),
    ordered,
  )
}
