import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Login } from './client.js'

/** An application that keeps one connection, commits one row after the other, connects again when it is cut off, and remembers what it was told. */
export class Session {
  /** Rows whose commit was acknowledged: the number, and when, in milliseconds. */
  readonly acknowledged: { readonly row: number; readonly at: number }[] = []
  /** What was said when a row failed. */
  readonly complaints: string[] = []
  private child: ChildProcessWithoutNullStreams | undefined
  private stopped = false
  private readonly running: Promise<void>

  /** Rows go into the table `booking (writer text, row bigint)`. */
  constructor(
    private readonly client: Client,
    private readonly login: Login,
    readonly writer: string,
    private readonly pause = 50,
  ) {
    this.running = this.write()
  }

  async stop(): Promise<void> {
    this.stopped = true
    // A statement that hangs is not waited for.
    await Promise.race([this.running, sleep(3000)])
    this.child?.kill('SIGKILL')
    await this.running
  }

  /** Whether something was acknowledged after a moment. */
  since(moment: number): boolean {
    return (this.acknowledged.at(-1)?.at ?? 0) > moment
  }

  /** The longest time between two acknowledgements of which the second came after a moment, in seconds. */
  longestPause(moment: number): number {
    const pauses = this.acknowledged.map(({ at }, index) => (at > moment && index > 0 ? at - (this.acknowledged[index - 1]?.at ?? at) : 0))
    return Math.max(...pauses, 0) / 1000
  }

  private async write(): Promise<void> {
    for (let row = 1; !this.stopped; row++) {
      if (await this.commit(row)) this.acknowledged.push({ row, at: performance.now() })
      await sleep(this.pause)
    }
    this.child?.stdin.end()
  }

  /** False where the row may or may not be there: nobody said. */
  private commit(row: number): Promise<boolean> {
    const child = this.child ?? this.connect()
    return new Promise((resolve) => {
      const listen = (text: string): void => {
        if (text.includes(`committed ${row}\n`)) done(true)
      }
      const gone = (): void => {
        this.child = undefined
        done(false)
      }
      const done = (committed: boolean): void => {
        child.stdout.off('data', listen)
        child.off('close', gone)
        resolve(committed)
      }
      child.stdout.on('data', listen)
      child.on('close', gone)
      child.stdin.write(`INSERT INTO booking (writer, row) VALUES ('${this.writer}', ${row});\n\\echo committed ${row}\n`)
    })
  }

  private connect(): ChildProcessWithoutNullStreams {
    const [program = '', ...args] = this.client.psql(this.login)
    const child = spawn(program, args, { env: { PATH: process.env.PATH, PGPASSWORD: this.login.password } })
    child.stdout.setEncoding('utf8')
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.complaints.push(text.trim()))
    child.stdin.on('error', () => undefined)
    this.child = child
    return child
  }
}

/** Lets sessions write while something happens, and ends them in any case. */
export async function underLoad(sessions: readonly Session[], happens: () => Promise<void>): Promise<void> {
  try {
    await happens()
  } catch (error) {
    for (const session of sessions) console.log(session.writer, session.longestPause(0), session.complaints.slice(-6))
    throw error
  } finally {
    await Promise.all(sessions.map((session) => session.stop()))
  }
}
