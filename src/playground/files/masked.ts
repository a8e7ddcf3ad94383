import { Veil } from '../../diff/veil.js'
import type { EmittedFile } from '../../emit/emit.js'
import type { State } from '../compiler.js'

/** The text of a file as it may be seen by whoever looks over a shoulder: of a line with a credential of one of these states only the name in front stays. */
export function maskedText({ text, secret }: EmittedFile, states: readonly (State | undefined)[]): string {
  return secret ? new Veil(states.flatMap((state) => state?.words ?? [])).show(text) : text
}
