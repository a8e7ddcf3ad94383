import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

const main = resolve('dist/cli/main.js')

/** `pgcompile watch` while it runs. */
export class Watching {
  private readonly child: ChildProcess
  /** All that it printed. */
  output = ''
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
  private seen = 0
  private wake: () => void = () => undefined

  /** `terminal`: on one of its own, with what the shell does before and after. */
  constructor(args: readonly string[], cwd: string, terminal?: { readonly before: string; readonly after: string }) {
    const words = [process.execPath, main, 'watch', ...args]
    const typed = words.map((word) => `'${word}'`).join(' ')
    this.child =
      terminal === undefined
        ? spawn(process.execPath, words.slice(1), { cwd })
        : spawn('script', ['-qefc', `${terminal.before}; ${typed}; ${terminal.after}`, '/dev/null'], { cwd, env: { ...process.env, TERM: 'xterm' } })
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk
        this.wake()
      })
    this.ended = new Promise((done) => this.child.on('close', (status, signal) => done(status ?? signal)))
  }

  /** What was printed since the last time, up to this text, once it was. Rejects where it never is. */
  async until(text: string, milliseconds = 60_000): Promise<string> {
    const end = performance.now() + milliseconds
    for (;;) {
      const at = this.output.indexOf(text, this.seen)
      if (at >= 0) {
        const part = this.output.slice(this.seen, at + text.length)
        this.seen = at + text.length
        return part
      }
      const left = end - performance.now()
      if (left <= 0 || this.child.exitCode !== null) throw new Error(`${JSON.stringify(text)} was never shown, but:\n${this.output.slice(this.seen)}`)
      await new Promise<void>((done) => {
        this.wake = done
        setTimeout(done, Math.min(left, 200))
      })
    }
  }

  type(keys: string): void {
    this.child.stdin?.write(keys)
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }
}
