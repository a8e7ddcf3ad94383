/** A mistake of pgcompile itself, never of its user. The command line says so and asks for a report. */
export class Bug extends Error {
  override readonly name = 'Bug'
}

/** States what must hold whatever the input is. `message` must not hold a value of the inventory: it could be a secret. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message)
}
