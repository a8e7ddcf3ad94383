import { writeSync } from 'node:fs'
import type { ReadStream, WriteStream } from 'node:tty'
import { wrapped } from './wrap.js'

/** What a screen shows: text that may be scrolled, and one line below it. */
export interface Page {
  readonly text: string
  readonly status: string
}

const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l'
const leave = '\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l'

/** A terminal, taken over as a whole and given back as it was. */
export class Screen {
  private page: Page = { text: '', status: '' }
  private top = 0
  private open = false

  constructor(
    private readonly output: WriteStream,
    private readonly input: ReadStream | undefined,
  ) {}

  start(onKey: (key: string) => void): void {
    this.resume()
    this.output.on('resize', () => this.draw())
    this.input?.setEncoding('utf8').on('data', (keys) => {
      for (const key of String(keys).match(/\x1b\[[0-9]*[A-Z~]|[\s\S]/g) ?? []) onKey(key)
    })
    // Also where a bug ends the run.
    process.on('exit', () => this.pause())
  }

  /** Gives the terminal back. */
  pause(): void {
    if (!this.open) return
    this.open = false
    this.input?.setRawMode(false).pause()
    // At once, whatever ends the process next.
    writeSync(1, leave)
  }

  resume(): void {
    if (this.open) return
    this.open = true
    this.input?.setRawMode(true).resume()
    this.output.write(enter)
    this.draw()
  }

  show(page: Page): void {
    this.page = page
    this.top = 0
    this.draw()
  }

  scroll(lines: number): void {
    this.top += lines
    this.draw()
  }

  get height(): number {
    return Math.max(1, (this.output.rows || 24) - 1)
  }

  private draw(): void {
    if (!this.open) return
    const columns = this.output.columns || 80
    const lines = this.page.text
      .trimEnd()
      .split('\n')
      .flatMap((line) => wrapped(line, columns))
    this.top = Math.max(0, Math.min(this.top, lines.length - this.height))
    const shown = lines.slice(this.top, this.top + this.height)
    const below = lines.length - this.top - shown.length
    const empty = Array.from({ length: this.height - shown.length }, () => '')
    const status = `${this.page.status}${below > 0 ? `  ${below} more below` : ''}`.slice(0, columns)
    // One write, so that nobody sees a half of it.
    this.output.write(`\x1b[H${[...shown, ...empty].map((line) => `${line}\x1b[0m\x1b[K\r\n`).join('')}\x1b[7m${status.padEnd(columns)}\x1b[0m`)
  }
}
