/** Waits for a pause in typing that is worth the time a compilation takes, so that typing never waits. */
export class Schedule {
  private timer: ReturnType<typeof setTimeout> | undefined
  private waiting: string | undefined

  constructor(private readonly run: (text: string) => void) {}

  /** Asks for this text; `took` is how long the last one took, in milliseconds. */
  ask(text: string, took: number): void {
    this.waiting = text
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), Math.min(400, Math.max(20, took)))
  }

  /** Whatever waits runs at once. */
  now(): void {
    clearTimeout(this.timer)
    const text = this.waiting
    this.waiting = undefined
    if (text !== undefined) this.run(text)
  }

  /** Whatever waits is not wanted any more. */
  drop(): void {
    clearTimeout(this.timer)
    this.waiting = undefined
  }
}
