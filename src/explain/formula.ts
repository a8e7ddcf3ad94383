import type { Instance } from '../model/model.js'
import { sizeBehind } from '../model/tuning/settings.js'
import { sizeWords } from '../model/tuning/size-words.js'
import type { Cause } from './cause.js'

/** How a line follows from its causes, in words; undefined where there is nothing to say beyond naming them. */
export function formulaOf(line: string, keyPath: string | undefined, causes: readonly Cause[], instance: Instance | undefined): string | undefined {
  const setting = /(?:^|\.)parameters\.(.+)$/.exec(keyPath ?? '')?.[1]
  const tuning = instance?.patroni?.tuning
  if (setting !== undefined && tuning !== undefined && causes.some(({ name }) => name !== 'pg_parameters')) {
    const behind = sizeBehind(setting)
    if (behind !== undefined) return `${sizeWords(tuning.sizing)[behind.size]}${behind.plus === 0 ? '' : `, plus ${behind.plus}`}`
    if (causes.length === 1 && causes[0]?.name === 'pg_conf') return `a constant of the profile ${tuning.profile}`
  }
  const [only, ...others] = causes
  if (only === undefined || others.length > 0 || only.secret) return undefined
  const { value, label } = only
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? (line.includes(String(value)) ? `${label} as it is` : undefined) : undefined
}
