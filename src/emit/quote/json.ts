import { invariant } from '../../diagnostics/invariant.js'
import { InexpressibleValue } from '../inexpressible.js'

/** A whole JSON document, indented by two blanks; entries that are undefined are left out. */
export function quoteJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, item: unknown) => {
      invariant(typeof item !== 'number' || Number.isFinite(item), 'a JSON document got a number that is not finite')
      if (typeof item === 'string' && /[\uD800-\uDFFF]/u.test(item))
        throw new InexpressibleValue(item, 'a JSON string cannot hold half of a surrogate pair: it has no UTF-8 form')
      return item
    },
    2,
  )
  invariant(typeof text === 'string', 'a JSON document got a value that is none')
  return text
}
