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
    const level = parts.reduce<Level<T>>(deeper, this.root)
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

  /** The same of what follows from one part alone. */
  from<Part extends object>(part: Part, make: (part: Part) => T): T {
    const level = deeper(this.root, part)
    level.wordless ??= { made: make(part) }
    return level.wordless.made
  }
}

function deeper<T>(level: Level<T>, part: object): Level<T> {
  level.next ??= new WeakMap()
  const known = level.next.get(part)
  if (known !== undefined) return known
  const next: Level<T> = {}
  level.next.set(part, next)
  return next
}
