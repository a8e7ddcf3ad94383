/** Stands in a path for an item of a list. */
export const item = '[]'

/** Where in an inventory a cursor stands, also in a text that is not finished: what a completion asks first. */
export interface Place {
  /** Keys from the root down to the map or the list that holds the cursor; `item` for each list on the way. */
  readonly path: readonly string[]
  /** A `value` stands behind its `key`; at a `name` a key of the map or, in a list, an item is begun. */
  readonly role: 'name' | 'value'
  /** Of a value. */
  readonly key?: string
  /** Offset where the word under the cursor begins; it ends at the cursor. */
  readonly from: number
  /** Column of the keys of the map in block style; undefined within braces and brackets. */
  readonly indent?: number
}

/** A key without its quotes. */
export function unquoted(text: string): string {
  return /^(['"]).*\1$/.test(text) ? text.slice(1, -1) : text.trim()
}
