import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Outcome {
  /** Null where the time was over; then the program was killed. */
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string | Buffer
  /** Milliseconds. */
  readonly timeout?: number
  readonly env?: Readonly<Record<string, string>>
}

/** What programs in the namespaces see of our environment: nothing. */
const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', HOME: '/tmp' }

/** Runs a program to its end. Never rejects because of what the program says. */
export function run(command: readonly string[], { input = '', timeout = 30_000, env = {} }: RunOptions = {}): Promise<Outcome> {
  const [program = '', ...args] = command
  return new Promise((resolve, reject) => {
    // A process group of its own, since nsenter leaves its child behind when it is killed alone.
    const child = spawn(program, args, { env: { ...environment, ...env }, detached: true })
    const output = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text
    })
    const alarm = setTimeout(() => killGroup(child), timeout)
    child.on('error', reject)
    child.on('close', (status) => {
      clearTimeout(alarm)
      resolve({ status, ...output })
    })
    // A program that does not read its input is no mistake.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** The same, and its standard output; throws with what it said where it fails. */
export async function demand(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await run(command, options)
  if (status !== 0) throw new Error(`${command.join(' ').slice(0, 400)}: status ${status ?? 'none, killed'}: ${stderr}${stdout}`.slice(0, 4000))
  return stdout
}

/** A process that the kernel kills when this one ends, however it ends. */
export function tied(command: readonly string[]): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command], { stdio: ['ignore', 'pipe', 'pipe'], env: environment })
}

/** Asks again and again until the answer is not undefined; gives it with the seconds that it took. Throws after `limit` seconds. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, limit: number, every = 0.3): Promise<{ value: T; seconds: number }> {
  const start = performance.now()
  let last: unknown
  for (;;) {
    try {
      const value = await ask()
      const seconds = (performance.now() - start) / 1000
      if (value !== undefined) return { value, seconds }
    } catch (error) {
      last = error
    }
    if (performance.now() - start > limit * 1000) throw new Error(`${what}: not within ${limit} s${last instanceof Error ? `; last: ${last.message}` : ''}`)
    await sleep(every * 1000)
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended in this moment.
  }
}
