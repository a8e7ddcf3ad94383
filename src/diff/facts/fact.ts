/**
 * What a file says, one tree for every format: leaves are values, branches hold what has a name. The order of a branch counts only where it
 * means something to who reads the file.
 */
export type Fact = Leaf | Branch

export interface Leaf {
  readonly kind: 'leaf'
  /** Plain data. */
  readonly value: unknown
  /** Whether it holds a credential. */
  readonly secret: boolean
  /** The texts of the credentials, where they are parts of the value. */
  readonly credentials?: readonly string[]
}

export interface Branch {
  readonly kind: 'branch'
  readonly ordered: boolean
  readonly entries: ReadonlyMap<string, Fact>
}

export function leaf(value: unknown, secret = false, credentials?: readonly string[]): Leaf {
  return { kind: 'leaf', value, secret, ...(credentials === undefined ? {} : { credentials }) }
}

/** A branch of named things. A name that comes again gets a number: `server#2`. */
export function branch(named: Iterable<readonly [name: string, fact: Fact]>, ordered = false): Branch {
  const entries = new Map<string, Fact>()
  const counts = new Map<string, number>()
  for (const [name, fact] of named) {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    entries.set(count === 1 ? name : `${name}#${count}`, fact)
  }
  return { kind: 'branch', ordered, entries }
}
