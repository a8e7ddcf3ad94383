import { valueAt } from './patroni-file.js'
import type { Question } from './question.js'

/** The major releases that both sides of a patroni.yml name. */
export function releasesOf({ file }: Question): { readonly before: number | undefined; readonly after: number | undefined } {
  const release = (side: 'before' | 'after'): number | undefined => {
    const value = valueAt(file[side], ['bootstrap', 'dcs', 'pg_version'])
    return typeof value === 'number' ? value : undefined
  }
  return { before: release('before'), after: release('after') ?? release('before') }
}
