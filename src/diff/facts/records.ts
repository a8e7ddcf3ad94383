import { mask } from '../../diagnostics/mask.js'
import type { Veil } from '../veil.js'
import { branch, type Fact, leaf } from './fact.js'

/** Lists of YAML and JSON whose order means nothing to who reads them. */
const sets = new Set(['targets', 'allowlist', 'inputs', 'hosts', ''])

/** Keys of an object that name it among others. */
const names = ['name', 'job_name', 'uid', 'id']

/** Facts of records and lists, as YAML and JSON have them. Objects of a list go by what names them, scalars by themselves. */
export function recordFacts(given: unknown, veil: Veil, key = '', secret = false): Fact {
  const value = plainOf(given)
  if (Array.isArray(value))
    return branch(
      value.map((item, index) => itemFact(item, index, veil, key, secret)),
      !sets.has(key),
    )
  if (typeof value === 'object' && value !== null)
    return branch(Object.entries(value).map(([name, inner]) => [name, recordFacts(inner, veil, name, secret || veil.names(name))]))
  const hidden = value !== null && value !== '' && typeof value !== 'boolean' && (secret || (typeof value === 'string' && veil.hides(value)))
  return leaf(value, hidden)
}

/** What YAML 1.1 has beside records, lists and scalars: sets, ordered maps, times. */
function plainOf(value: unknown): unknown {
  if (value instanceof Set) return [...value]
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, inner]) => [String(name), inner]))
  if (typeof value !== 'object' || value === null || !('toISOString' in value)) return value
  return typeof value.toISOString === 'function' ? String(value.toISOString()) : value
}

function itemFact(item: unknown, index: number, veil: Veil, key: string, secret: boolean): readonly [string, Fact] {
  if (typeof item !== 'object' || item === null) {
    const fact = recordFacts(item, veil, key, secret)
    const hidden = fact.kind === 'leaf' && fact.secret
    return [hidden ? mask : String(item), fact]
  }
  if (Array.isArray(item)) return [String(index), recordFacts(item, veil, key, secret)]
  const fields = Object.entries(item)
  const [only] = fields
  if (only !== undefined && fields.length === 1 && !names.includes(only[0]))
    return [only[0], recordFacts(only[1], veil, only[0], secret || veil.names(only[0]))]
  const named = Object.fromEntries(fields)
  const name = names.map((each) => named[each]).find((each) => typeof each === 'string' || typeof each === 'number')
  return [name === undefined ? identityOf(named, index) : String(name), recordFacts(item, veil, key, secret)]
}

/** An entry of a target file is known by the instance or address of its labels. */
function identityOf({ labels, targets }: Readonly<Record<string, unknown>>, index: number): string {
  if (typeof labels === 'object' && labels !== null) {
    const own = Object.entries(labels)
    const label = ['ins', 'ip', 'cls'].flatMap((name) => own.filter(([each]) => each === name).map(([, value]) => String(value)))[0]
    if (label !== undefined) return label
  }
  return Array.isArray(targets) ? targets.join(',') : String(index)
}
