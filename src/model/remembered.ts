interface Level<T> {
  /** By the next object. */
  next?: WeakMap<object, Level<T>>
  /** By the words, once the objects are done. */
  made?: Map<string, T>
  /** What was made without words: most is, and a map for one thing takes more memory than the thing. */
  wordless?: { readonly made: T }
}

/** Keeps what follows from parts of a model, which never change, for as long as they live. So what runs or members have in common is looked at once. */
export class Remembered<T> {
  private readonly root: Level<T> = {}

  /** `words` are what else it follows from. */
  of(parts: readonly object[], words: string, make: () => T): T {
    let level = this.root
    for (const part of parts) {
      level.next ??= new WeakMap()
      let deeper = level.next.get(part)
      if (deeper === undefined) {
        deeper = {}
        level.next.set(part, deeper)
      }
      level = deeper
    }
    if (words === '') {
      level.wordless ??= { made: make() }
      return level.wordless.made
    }
    level.made ??= new Map()
    const known = level.made.get(words)
    if (known !== undefined || level.made.has(words)) return known as T
    const made = make()
    level.made.set(words, made)
    return made
  }
}
