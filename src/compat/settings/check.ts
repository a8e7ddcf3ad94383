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
  if (facts.type !== 'integer' && facts.type !== 'real' && wantedValue(facts, value) !== undefined) return undefined
  const parsed = parse(facts, value)
  return 'value' in parsed && isWithin(facts, parsed.value) ? parsed.value : undefined
}

function parse({ type, unit }: SettingFacts, value: string): ReturnType<typeof parseReal> {
  return type === 'integer' ? parseInteger(value, unit) : parseReal(value, unit)
}

function isWithin({ min, max }: SettingFacts, value: number): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max)
}

function wantedNumber(facts: SettingFacts, value: string): string | undefined {
  const { type, unit, min, max } = facts
  const parsed = parse(facts, value)
  const kind = type === 'integer' ? 'a whole number' : 'a number'
  const withUnit = unit === undefined ? ', without a unit' : ` with a unit of ${unitsOf(unit).join(', ')} (${unit} where there is none)`
  if ('problem' in parsed && problemOf(parsed.problem) === 'form') return `${kind}${withUnit}`
  return 'value' in parsed && isWithin(facts, parsed.value) ? undefined : range(min, max, unit === undefined ? '' : ` ${unit}`)
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
