import { type FSWatcher, watch } from 'node:fs'

/** Milliseconds without an event after which a save is taken to be over, and after which somebody looks without any: some file systems tell nothing. */
const [quiet, poll] = [5, 1000]

/**
 * Tells when something in some directories may be another. Directories rather than files, since editors put a new file in the place of the old one.
 * `changed` is told when the first event of a save came, in milliseconds of `performance.now()`.
 */
export class WatchedDirectories {
  private readonly watchers = new Map<string, FSWatcher>()
  private readonly timer: NodeJS.Timeout
  private since: number | undefined
  private waiting: NodeJS.Timeout | undefined

  constructor(private readonly changed: (since: number) => void) {
    this.timer = setInterval(() => this.changed(performance.now()), poll)
  }

  /** These and no others from now on. One that is not there is looked at by and by. */
  only(directories: ReadonlySet<string>): void {
    for (const directory of [...this.watchers.keys()]) if (!directories.has(directory)) this.drop(directory)
    for (const directory of directories) if (!this.watchers.has(directory)) this.add(directory)
  }

  /** Tells soon, as after an event. */
  again(milliseconds: number): void {
    this.since ??= performance.now()
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.tell(), milliseconds)
  }

  close(): void {
    clearInterval(this.timer)
    clearTimeout(this.waiting)
    for (const directory of [...this.watchers.keys()]) this.drop(directory)
  }

  private tell(): void {
    const since = this.since ?? performance.now()
    this.since = undefined
    this.changed(since)
  }

  private add(directory: string): void {
    try {
      const watcher = watch(directory, () => this.again(quiet))
      // A directory that goes takes its watcher with it; its successor gets one of its own.
      watcher.on('error', () => this.drop(directory))
      this.watchers.set(directory, watcher)
    } catch {
      // Nothing to watch: the regular look finds it when it is there, and says what is wrong.
    }
  }

  private drop(directory: string): void {
    this.watchers.get(directory)?.close()
    this.watchers.delete(directory)
  }
}
