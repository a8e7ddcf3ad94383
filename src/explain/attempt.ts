import { InexpressibleValue } from '../emit/inexpressible.js'

/** What `print` returns; undefined where the format of a file has no way to write one of its values. */
export function attempt<T>(print: () => T): T | undefined {
  try {
    return print()
  } catch (error) {
    if (error instanceof InexpressibleValue) return undefined
    throw error
  }
}
