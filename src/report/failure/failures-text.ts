import { type Unit, unitName } from '../../failure/whatif.js'

/** `a, b`; for pairs `any two of a, b, c` and `a with b or c`: each pair is named once. Names stand in the order of the failures. */
export function failuresText(failures: readonly (readonly Unit[])[]): string {
  const pairs = failures.filter((failed) => failed.length === 2).map((failed) => failed.map(unitName))
  if (pairs.length === 0)
    return joined(
      failures.flatMap((failed) => failed.map(unitName)),
      'or',
    )
  return pairsText(pairs)
}

function pairsText(pairs: readonly (readonly string[])[]): string {
  const all = [...new Set(pairs.flat())]
  if (all.length > 2 && pairs.length === (all.length * (all.length - 1)) / 2) return `any two of ${joined(all, 'and')}`
  const parts: string[] = []
  let left = pairs
  while (left.length > 0) {
    const degree = (name: string): number => left.filter((pair) => pair.includes(name)).length
    const centre = [...new Set(left.flat())].reduce((best, name) => (degree(name) > degree(best) ? name : best))
    const others = left.filter((pair) => pair.includes(centre)).map((pair) => pair.find((name) => name !== centre) ?? '')
    parts.push(`${centre} with ${joined(others, 'or')}`)
    left = left.filter((pair) => !pair.includes(centre))
  }
  return parts.join('; ')
}

function joined(names: readonly string[], word: string): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`
}
