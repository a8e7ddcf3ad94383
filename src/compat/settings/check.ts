import { type NumberProblem, parseBoolean, parseInteger, parseReal, unitsOf } from '../../syntax/guc.js'
import type { SettingFacts } from './setting.js'

/** What a value would have to be, to be put behind "must be"; undefined where the server takes it. Texts are taken unless they are lists of known words. */
export function wantedValue(facts: SettingFacts, value: string): string | undefined {
  switch (facts.type) {
    case 'boolean':
      return parseBoolean(value) === undefined ? 'on or off' : undefined
    case 'integer':
    case 'real':
      return wantedNumber(facts, value)
    case 'enum':
      return hasWord([...(facts.values ?? []), ...(facts.also ?? [])], value)
        ? undefined
        : `one of ${(facts.values ?? []).filter((word) => word !== '').join(', ')}`
    case 'string':
      return wantedList(facts, value)
  }
}

/** A number in the setting's base unit; undefined where the value is none or out of range. */
export function numberOf(facts: SettingFacts, value: string): number | undefined {
  if (wantedValue(facts, value) !== undefined) return undefined
  const parsed = facts.type === 'integer' ? parseInteger(value, facts.unit) : parseReal(value, facts.unit)
  return 'value' in parsed ? parsed.value : undefined
}

function wantedNumber({ type, unit, min, max }: SettingFacts, value: string): string | undefined {
  const parsed = type === 'integer' ? parseInteger(value, unit) : parseReal(value, unit)
  const kind = type === 'integer' ? 'a whole number' : 'a number'
  const withUnit = unit === undefined ? ', without a unit' : ` with a unit of ${unitsOf(unit).join(', ')} (${unit} where there is none)`
  if ('problem' in parsed && problemOf(parsed.problem) === 'form') return `${kind}${withUnit}`
  const isInside = 'value' in parsed && (min === undefined || parsed.value >= min) && (max === undefined || parsed.value <= max)
  return isInside ? undefined : range(min, max, unit === undefined ? '' : ` ${unit}`)
}

function problemOf(problem: NumberProblem): 'form' | 'size' {
  return problem === 'size' ? 'size' : 'form'
}

function range(min: number | undefined, max: number | undefined, unit: string): string {
  return max === undefined || max === Number.MAX_VALUE ? `at least ${min}${unit}` : min === max ? `${min}` : `from ${min} to ${max}${unit}`
}

function wantedList({ items, also = [] }: SettingFacts, value: string): string | undefined {
  if (items === undefined || value.trim() === '' || hasWord(also, value)) return undefined
  const words = value.split(',').map((word) => word.trim().replace(/^"(.*)"$/, '$1'))
  return words.every((word) => hasWord(items, word)) ? undefined : `a comma list of ${items.join(', ')}`
}

function hasWord(words: readonly string[], word: string): boolean {
  return words.includes(word.toLowerCase()) || words.some((known) => known.toLowerCase() === word.toLowerCase())
}
