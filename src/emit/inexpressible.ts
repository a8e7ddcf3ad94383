/**
 * A value that the format of a file has no way to write. `reason` says so in words ("a pgBackRest value cannot hold a line break")
 * and is the message; neither holds the value, which may be a secret.
 */
export class InexpressibleValue extends Error {
  override readonly name = 'InexpressibleValue'
  readonly #value: unknown

  constructor(
    value: unknown,
    readonly reason: string,
  ) {
    super(reason)
    this.#value = value
  }

  /** Kept out of what a runtime prints of an error. */
  get value(): unknown {
    return this.#value
  }
}
