/**
 * What was found out about texts, of those that came last: at most `most` characters of them. The few texts that a fleet has many times stay; where all
 * differ, none comes again, and to keep them would take more memory than their model.
 */
export class Lately<Value> {
  private readonly known = new Map<string, Value>()
  private size = 0

  constructor(private readonly most = 2 ** 22) {}

  get(text: string): Value | undefined {
    const value = this.known.get(text)
    if (value === undefined) return undefined
    this.known.delete(text)
    this.known.set(text, value)
    return value
  }

  set(text: string, value: Value): void {
    if (!this.known.has(text)) this.size += text.length
    this.known.set(text, value)
    for (const oldest of this.known.keys()) {
      if (this.size <= this.most) return
      this.known.delete(oldest)
      this.size -= oldest.length
    }
  }

  clear(): void {
    this.known.clear()
    this.size = 0
  }
}
