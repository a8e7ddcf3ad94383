import { writeSync } from 'node:fs'
import { now } from '../node/clock.js'
import type { Pass } from '../understand.js'

const words: Record<Pass, string> = {
  parse: 'reading the inventory',
  load: 'sorting groups and hosts',
  validate: 'checking values',
  build: 'building the model',
  analyse: 'looking for mistakes',
  emit: 'making files',
}

/** One line on a terminal that says where a long compile is. Shows nothing in the first second, nor where standard error is no terminal. */
export class Progress {
  private readonly begin = now()
  private last = 0
  private shown = false

  constructor(private readonly stream: { readonly isTTY?: boolean; readonly fd: number }) {}

  show(pass: Pass, files?: number): void {
    const time = now()
    if (!this.stream.isTTY || time - this.begin < 1000 || time - this.last < 100) return
    this.last = time
    this.shown = true
    writeSync(this.stream.fd, `\r\x1b[K${words[pass]}${files === undefined ? '' : `: ${files}`} ...`)
  }

  clear(): void {
    if (this.shown) writeSync(this.stream.fd, '\r\x1b[K')
    this.shown = false
  }
}
