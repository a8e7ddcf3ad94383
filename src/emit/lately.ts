/**
 * What was found out about texts, of those that came last: at most `most` characters of them. The few texts that a fleet has many times stay; where all
 * differ, none comes again, and to keep them would take more memory than their model.
 */
export class Lately<Value extends NonNullable<unknown>> {
  private readonly known = new Map<string, Value>()
  private size = 0

  constructor(private readonly most = 2 ** 22) {}

  /** What is known of a text; `find` finds it out where nothing is. */
  of(text: string, find: () => Value): Value {
    const known = this.known.get(text)
    const value = known ?? find()
    if (known === undefined) this.size += text.length
    else this.known.delete(text)
    this.known.set(text, value)
    for (const oldest of this.known.keys()) {
      if (this.size <= this.most) break
      this.known.delete(oldest)
      this.size -= oldest.length
    }
    return value
  }
}
