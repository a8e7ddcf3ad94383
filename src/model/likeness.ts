/**
 * Finds parts of two models that are the same to everybody who looks at them, wherever he goes from there: same values, and objects with a class, such
 * as places, that are one and the same. Members of a cluster know each other, so what is under comparison counts as the same until it differs.
 */
export class Likeness {
  private readonly proved = new Map<object, object>()

  alike(now: object, before: object): boolean {
    const assumed = new Map<object, object>()
    if (!this.same(now, before, assumed)) return false
    for (const [one, other] of assumed) this.proved.set(one, other)
    return true
  }

  private same(a: unknown, b: unknown, assumed: Map<object, object>): boolean {
    if (Object.is(a, b)) return true
    if (!isObject(a) || !isObject(b)) return false
    const known = this.proved.get(a) ?? assumed.get(a)
    if (known !== undefined) return known === b
    const list = Array.isArray(a)
    if (list !== Array.isArray(b) || (!list && !(isRecord(a) && isRecord(b)))) return false
    assumed.set(a, b)
    const names = Object.keys(a)
    return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && this.same(a[name], b[name], assumed))
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isRecord(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype
}
