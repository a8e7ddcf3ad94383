import type { Span } from '../source/span.js'
import type { Entry } from '../syntax/node.js'
import type { Settings } from './settings.js'

/** What was asked of one set of variables. */
export interface Asked {
  readonly names: readonly string[]
  /** For each name the entry that counted; undefined where nobody gives one. */
  readonly entries: readonly (Entry | undefined)[]
  /** For each name whether more was looked at than the value. */
  readonly exact: readonly boolean[]
  /** The place that stands for the host or instance, where it was looked at. */
  readonly place: Span | undefined
}

/** The same while it is asked. */
class Asking {
  private readonly index = new Map<string, number>()
  readonly names: string[] = []
  readonly entries: (Entry | undefined)[] = []
  readonly exact: boolean[] = []
  place: Span | undefined

  add(name: string, entry: Entry | undefined, exact: boolean): void {
    const known = this.index.get(name)
    if (known === undefined) {
      this.index.set(name, this.names.length)
      this.names.push(name)
      this.entries.push(entry)
      this.exact.push(exact)
    } else if (exact) this.exact[known] = true
  }

  done(): Asked {
    const { names, entries, exact, place } = this
    return { names, entries, exact, place }
  }
}

/** What was asked of variables while something was made of them: whoever gives the same answers makes the same. */
export class ReadLog {
  private readonly asking = new Map<Settings, Asking>()
  /** Whether the answers do not tell all: an expression was evaluated, a value was refused, or all variables were looked at. */
  incomplete = false

  entry(settings: Settings, name: string, entry: Entry | undefined, exact: boolean): void {
    this.of(settings).add(name, entry, exact)
  }

  place(settings: Settings): void {
    this.of(settings).place = settings.place
  }

  /** All variables of somebody. */
  all(): void {
    this.incomplete = true
  }

  /** All that somebody else asked of the same variables. */
  merge(settings: Settings | undefined, { names, entries, exact, place }: Asked): void {
    if (settings === undefined) return
    const own = this.of(settings)
    for (let index = 0; index < names.length; index++) own.add(names[index] ?? '', entries[index], exact[index] ?? true)
    own.place ??= place
  }

  /** Whose variables were asked what; nothing more is asked from then on. */
  forEach(tell: (settings: Settings, what: Asked) => void): void {
    this.asking.forEach((asking, settings) => {
      tell(settings, asking.done())
    })
  }

  private of(settings: Settings): Asking {
    let asking = this.asking.get(settings)
    if (asking === undefined) {
      asking = new Asking()
      this.asking.set(settings, asking)
    }
    return asking
  }
}
