import type { Span } from '../source/span.js'
import type { Entry } from '../syntax/node.js'
import type { Settings } from './settings.js'

/** What was asked of one set of variables. */
export interface Asked {
  /** By name, the entry that counted; undefined where nobody gives one. */
  readonly entries: Map<string, Entry | undefined>
  /** The place that stands for the host or instance, where it was looked at. */
  place: Span | undefined
}

/** What was asked of variables while something was made of them: whoever gives the same answers makes the same. */
export class ReadLog {
  readonly asked = new Map<Settings, Asked>()
  /** Whether the answers do not tell all: an expression was evaluated, a value was refused, or all variables were looked at. */
  incomplete = false

  entry(settings: Settings, name: string, entry: Entry | undefined): void {
    this.of(settings).entries.set(name, entry)
  }

  place(settings: Settings): void {
    this.of(settings).place = settings.place
  }

  /** All that somebody else asked of the same variables. */
  merge(settings: Settings | undefined, { entries, place }: Asked): void {
    if (settings === undefined) return
    const own = this.of(settings)
    for (const [name, entry] of entries) own.entries.set(name, entry)
    own.place ??= place
  }

  private of(settings: Settings): Asked {
    let asked = this.asked.get(settings)
    if (asked === undefined) {
      asked = { entries: new Map(), place: undefined }
      this.asked.set(settings, asked)
    }
    return asked
  }
}
