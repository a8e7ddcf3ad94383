import type { Attribute } from '../../src/catalog/object.js'

/** Why a default is none that its own entry would accept; undefined when it fits or is absent. */
export function misfit(entry: Pick<Attribute, 'type' | 'default' | 'values' | 'open' | 'min' | 'max' | 'pattern'>): string | undefined {
  const value = entry.default
  if (value === undefined || value === null) return undefined
  const kind = Array.isArray(value) ? 'list' : typeof value
  const wanted = expectedKinds(entry.type, entry.open)
  if (!wanted.includes(kind) && !(entry.type === 'auto-int' && value === 'auto')) return `is a ${kind}, not a ${wanted.join(' or ')}`
  if (typeof value === 'number') {
    if (entry.type !== 'float' && !Number.isInteger(value)) return 'is not whole'
    const [min, max] = entry.type === 'port' ? [1, 65535] : [entry.min ?? Number.NEGATIVE_INFINITY, entry.max ?? Number.POSITIVE_INFINITY]
    if (value < min || value > max) return 'is out of range'
  }
  if (typeof value === 'string') {
    if (entry.type === 'yes-no' && value !== 'y' && value !== 'n') return 'is neither y nor n'
    if (entry.pattern !== undefined && !new RegExp(`^(?:${entry.pattern})$`).test(value)) return 'does not match the pattern'
    if (entry.values !== undefined && entry.open === undefined && !entry.values.includes(value)) return 'is none of the values'
  }
  return undefined
}

function expectedKinds(type: Attribute['type'], open: Attribute['open']): string[] {
  if (type === 'bool') return ['boolean']
  if (type === 'list') return ['list']
  if (type === 'map') return ['object']
  if (type === 'int' || type === 'float' || type === 'port' || type === 'auto-int') return ['number']
  return open === 'port' ? ['string', 'number'] : ['string']
}
