/** Orders texts by UTF-16 code unit, the same on every machine: a locale would not be. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
