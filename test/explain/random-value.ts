import fc from 'fast-check'
import type { Shape } from '../../src/catalog/shape.js'
import type { Plain } from '../../src/syntax/node.js'

const word = fc.stringMatching(/^[a-z][a-z0-9_]{2,9}$/)
const address = fc
  .tuple(fc.integer({ min: 11, max: 200 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 254 }))
  .map((parts) => `10.${parts.join('.')}`)

/** Values of a type, made without a look at those that the explanations try; lists and maps are like the current one, with something missing, changed or moved. */
export function randomValue(shape: Shape | undefined, current: Plain | undefined): fc.Arbitrary<Plain> {
  if (Array.isArray(current)) return randomList(current)
  if (typeof current === 'object' && current !== null) return randomMap(current)
  if (shape === undefined)
    return typeof current === 'number' ? fc.integer({ min: 1, max: 65535 }) : typeof current === 'boolean' ? fc.boolean() : fc.oneof(word, address)
  const { values = [], min, max } = shape
  const known = values.length === 0 ? [] : [fc.constantFrom(...values)]
  const integer = fc.oneof(fc.integer({ min: min ?? 0, max: Math.min(max ?? 100, (min ?? 0) + 100) }), fc.integer({ min: min ?? 0, max: max ?? 2_000_000 }))
  switch (shape.type) {
    case 'bool':
      return fc.boolean()
    case 'yes-no':
      return fc.constantFrom('y', 'n')
    case 'enum':
      return fc.oneof(...known, ...(shape.open === undefined ? [] : [shape.open === 'port' ? fc.integer({ min: 1, max: 65535 }) : word]))
    case 'port':
      return fc.integer({ min: 1, max: 65535 })
    case 'int':
      return integer
    case 'auto-int':
      return fc.oneof(fc.constant('auto'), integer)
    case 'float':
      return fc.integer({ min: 1, max: 99 }).map((share) => share / 100)
    case 'duration':
      return fc.tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('s', 'm', 'h')).map((parts) => parts.join(''))
    case 'size':
      return fc.tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('MB', 'GB')).map((parts) => parts.join(''))
    case 'path':
      return fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`)
    case 'csv':
      return fc
        .subarray(['citus', 'timescaledb', 'pg_stat_statements', 'auto_explain', 'pg_cron', 'pgsodium', 'pg_duckdb', 'pgaudit'])
        .map((names) => names.join(', '))
    case 'ip':
      return address
    case 'cidr':
      return fc.tuple(address, fc.integer({ min: 8, max: 31 })).map((parts) => parts.join('/'))
    case 'url':
      return fc.tuple(word, fc.integer({ min: 1, max: 65535 })).map(([host, port]) => `http://${host}:${port}`)
    default:
      return fc.oneof(...known, word, address)
  }
}

function randomList(current: readonly Plain[]): fc.Arbitrary<Plain> {
  const changed = fc
    .nat()
    .chain((at) =>
      current.length === 0
        ? fc.constant<Plain>([])
        : randomValue(undefined, current[at % current.length]).map(
            (item): Plain => current.map((each, index) => (index === at % current.length ? item : each)),
          ),
    )
  return fc.oneof(fc.subarray([...current]), fc.shuffledSubarray([...current], { minLength: current.length }), changed)
}

function randomMap(current: { readonly [key: string]: Plain }): fc.Arbitrary<Plain> {
  const entries = Object.entries(current)
  const changed = fc.nat().chain((at) => {
    const chosen = entries[at % Math.max(entries.length, 1)]
    return chosen === undefined ? fc.constant<Plain>({}) : randomValue(undefined, chosen[1]).map((value): Plain => ({ ...current, [chosen[0]]: value }))
  })
  return fc.oneof(
    fc.subarray(entries).map((kept): Plain => Object.fromEntries(kept)),
    changed,
  )
}
