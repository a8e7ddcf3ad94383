import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'

/** A machine without a network that has whatever addresses it is given: daemons of many hosts listen there on their own ones. */
export class Namespace {
  private constructor(private readonly holder: ChildProcess) {}

  /** Undefined where this user may not have one. */
  static async open(addresses: readonly string[]): Promise<Namespace | undefined> {
    const script = [
      'ip link set lo up',
      ...[...new Set(addresses)].map((address) => (address.includes(':') ? `ip addr add ${address}/128 dev lo nodad` : `ip addr add ${address}/32 dev lo`)),
      'echo ready',
      'exec sleep infinity',
    ]
    const holder = spawn('unshare', ['--net', 'sh', '-ec', script.join('\n')], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ready = await new Promise<boolean>((resolve) => {
      holder.stdout?.once('data', () => resolve(true))
      holder.once('exit', () => resolve(false))
    })
    return ready ? new Namespace(holder) : undefined
  }

  run(program: string, args: readonly string[], { user = 'root', input = '', timeout = 60_000, env = {} }: Options = {}): SpawnSyncReturns<string> {
    const [first = '', ...rest] = this.command(program, args, user)
    return spawnSync(first, rest, { encoding: 'utf8', input, timeout, killSignal: 'SIGKILL', maxBuffer: 1 << 26, env: { ...process.env, ...env } })
  }

  /** Throws what it said where it fails. */
  demand(program: string, args: readonly string[], options: Options = {}): string {
    const { status, stdout, stderr } = this.run(program, args, options)
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`)
    return stdout
  }

  /** Starts a daemon; what it says goes to a file, which is new. */
  spawn(program: string, args: readonly string[], log: string, user = 'root'): ChildProcess {
    const [first = '', ...rest] = this.command(program, args, user)
    const file = openSync(log, 'w')
    try {
      return spawn(first, rest, { stdio: ['ignore', file, file] })
    } finally {
      closeSync(file)
    }
  }

  close(): void {
    this.holder.kill('SIGKILL')
  }

  private command(program: string, args: readonly string[], user: string): string[] {
    const as = user === 'root' ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups']
    return ['nsenter', '--target', String(this.holder.pid), '--net', '--', ...as, program, ...args]
  }
}

/** Ends a daemon at once, and returns when its ports are free. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

interface Options {
  readonly user?: string
  readonly input?: string
  /** Milliseconds. */
  readonly timeout?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Whether one can be had here; in CI it has to be. */
export const hasNamespaces = process.getuid?.() === 0 && ['/usr/bin/unshare', '/usr/bin/nsenter', '/usr/bin/setpriv'].every((path) => existsSync(path))
