/** How a run waits for another one. */
export interface Patience {
  /** Seconds to wait for another run that writes the same tree; 5 if not said. */
  readonly wait?: number
  /** Called once, with a line for the user, when the waiting begins. */
  readonly notice?: (line: string) => void
}
