import type { Binary } from './tree.js'
import { failure, type Place, type Trouble, unknown } from './trouble.js'
import { defined, kindOf, numberIn, textIn, type Value } from './value.js'

/** Beyond this many digits nobody means the number. */
const longest = 1000

/** Python's arithmetic: `/` gives a float, `//` and `%` follow the sign of the divisor, `+` also joins texts and lists. */
export function calculate(operator: Binary, left: Value, right: Value, place: Place): Value {
  const a = defined(left)
  if (operator === '%' && textIn(a) !== undefined) throw unknown(place, '`%` is evaluated for numbers only, and here is a text')
  const b = defined(right)
  const [x, y] = [numberIn(a), numberIn(b)]
  if (x === undefined || y === undefined) return joined(operator, a, b, place)
  if (typeof x === 'bigint' && typeof y === 'bigint') return ofIntegers(operator, x, y, place)
  return ofFloats(operator, toFloat(x, place), toFloat(y, place), place)
}

function joined(operator: Binary, left: Value, right: Value, place: Place): Value {
  const [a, b] = [textIn(left), textIn(right)]
  if (operator === '+' && a !== undefined && b !== undefined) return a + b
  if (operator === '+' && Array.isArray(left) && Array.isArray(right)) return [...left, ...right]
  const repeats = operator === '*' && [left, right].some((side) => typeof side === 'bigint' || typeof side === 'boolean') && [left, right].some(isSeries)
  if (repeats) throw unknown(place, `\`${operator}\` is evaluated for numbers only, and here is ${kindOf(isSeries(left) ? left : right)}`)
  const advice = a !== undefined || b !== undefined ? ': a text becomes a number by `| int`' : ''
  throw failure(place, `\`${operator}\` cannot take ${kindOf(left)} and ${kindOf(right)}${advice}`)
}

function isSeries(value: Value): boolean {
  return textIn(value) !== undefined || Array.isArray(value)
}

function ofIntegers(operator: Binary, x: bigint, y: bigint, place: Place): Value {
  switch (operator) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return bounded(x * y, place)
    case '**':
      return power(x, y, place)
    default:
      break
  }
  if (y === 0n) throw zero(place)
  if (operator === '/') return toFloat(x, place) / toFloat(y, place)
  const rest = ((x % y) + y) % y
  return operator === '%' ? rest : (x - rest) / y
}

function power(x: bigint, y: bigint, place: Place): Value {
  if (y < 0n && x === 0n) throw zero(place)
  const size = y < 0n ? -y : y
  if (BigInt(x.toString().length) * size > BigInt(2 * longest)) throw unknown(place, 'a number of this size is not evaluated')
  const value = bounded(x ** size, place)
  return y < 0n ? 1 / toFloat(value, place) : value
}

function bounded(value: bigint, place: Place): bigint {
  if (value.toString().length > longest) throw unknown(place, 'a number of this size is not evaluated')
  return value
}

function ofFloats(operator: Binary, x: number, y: number, place: Place): Value {
  switch (operator) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '**':
      throw unknown(place, 'powers are evaluated for integers only')
    default:
      break
  }
  if (y === 0) throw zero(place)
  if (operator === '/') return x / y
  let rest = x % y
  let quotient = (x - rest) / y
  if (rest === 0) rest = y < 0 ? -0 : 0
  else if (y < 0 !== rest < 0) {
    rest += y
    quotient -= 1
  }
  if (operator === '%') return rest
  if (quotient === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0
  const whole = Math.floor(quotient)
  return quotient - whole > 0.5 ? whole + 1 : whole
}

/** An integer as a float, where that is exact. */
export function toFloat(value: bigint | number, place: Place): number {
  if (typeof value === 'number') return value
  const float = Number(value)
  if (!Number.isSafeInteger(float)) throw unknown(place, 'a fraction of a number of this size is not evaluated')
  return float
}

function zero(place: Place): Trouble {
  return failure(place, 'this divides by zero')
}
