/** How a scalar is written. */
export type Form = 'plain' | 'quoted' | 'block'

/**
 * What is made of a text while it is read: `Value`s, and `Pairs` for a mapping that is not complete. `start` and `end` are offsets, `end` exclusive; a block
 * collection ends where its last value does. Whatever a maker does not know it leaves to another reader (`leave`).
 */
export interface Maker<Value, Pairs> {
  /** `text` is what it says: unquoted, of a text block without its indentation. */
  scalar(text: string, form: Form, start: number, end: number): Value
  sequence(items: Value[], start: number, end: number): Value
  pairs(): Pairs
  put(pairs: Pairs, key: Value, value: Value): void
  /** The value of `<<`. */
  merge(pairs: Pairs, value: Value): void
  mapping(pairs: Pairs, start: number, end: number): Value
}
