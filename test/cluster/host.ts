import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import type { EmittedFile } from '../../src/emit/emit.js'
import type { Lab } from './lab.js'
import { demand, type Outcome, type RunOptions, run, tied, until } from './process.js'

const boot = readFileSync(new URL('boot.sh', import.meta.url), 'utf8')

/** A file as it is put on a host. */
export type InstalledFile = Pick<EmittedFile, 'path' | 'owner' | 'group' | 'mode' | 'text'>

/** A machine with a systemd of its own, in namespaces of its own; its disk outlives a loss of power. */
export class Host {
  private shell: ChildProcess | undefined
  private init = 0

  constructor(
    readonly name: string,
    readonly address: string,
    private readonly controlGroup: string,
    private readonly routes: readonly string[],
    private readonly lab: Lab,
  ) {}

  /** Returns when systemd is through with what is enabled. */
  async powerOn(): Promise<void> {
    const shell = tied([
      ...['sh', '-c', 'echo $$ >"$0/cgroup.procs" && exec "$@"', this.controlGroup],
      ...['nsenter', '-t', String(this.lab.pid), '-m', '--', 'unshare', '-m', '-n', '-p', '-u', '-i', '-C', '--fork', '--kill-child', '--'],
      ...['sh', '-c', boot, 'boot', `/mnt/${this.name}`, this.name],
    ])
    this.shell = shell
    let said = ''
    shell.stderr?.on('data', (bytes: Buffer) => {
      said += String(bytes)
    })
    const child = `/proc/${shell.pid}/task/${shell.pid}/children`
    const { value } = await until(
      `PID 1 of ${this.name}`,
      async () => {
        if (shell.exitCode !== null) throw new Error(said)
        return /^\d+/.exec(readFileSync(child, 'utf8'))?.[0]
      },
      10,
      0.02,
    )
    this.init = Number(value)
    this.lab.note(this.init, ['mnt', 'net', 'pid'])
    await this.lab.attach(this.init, this.address, this.routes)
    await until(
      `systemd of ${this.name}`,
      async () => {
        if (shell.exitCode !== null || !existsSync(`/proc/${this.init}`)) throw new Error(said)
        if (!readlinkSync(`/proc/${this.init}/exe`).endsWith('systemd')) return undefined
        return /running|degraded/.test((await this.run(['systemctl', 'is-system-running'])).stdout) ? true : undefined
      },
      90,
      0.1,
    )
  }

  /** As if the plug was pulled: no process gets to know of it. */
  async powerOff(): Promise<void> {
    const { shell } = this
    if (shell === undefined || shell.exitCode !== null || shell.signalCode !== null) return
    const ended = once(shell, 'exit')
    if (this.init !== 0) process.kill(this.init, 'SIGKILL')
    else shell.kill('SIGKILL')
    await ended
  }

  /** Takes the cable out; everything runs on. */
  async unplug(): Promise<void> {
    await this.demand(['ip', 'link', 'set', 'eth0', 'down'])
  }

  run(command: readonly string[], options: RunOptions & { user?: string } = {}): Promise<Outcome> {
    return run(this.enter(command, options.user), options)
  }

  demand(command: readonly string[], options: RunOptions & { user?: string } = {}): Promise<string> {
    return demand(this.enter(command, options.user), options)
  }

  /** What psql prints on the host's own socket, by its superuser; rows one a line. */
  async sql(text: string, { port = 5432, database = 'postgres' } = {}): Promise<string> {
    const command = ['psql', '-h', '/var/run/postgresql', '-p', String(port), '-d', database, '-XqAt', '-v', 'ON_ERROR_STOP=1']
    return (await this.demand(command, { user: 'postgres', input: text })).trimEnd()
  }

  /** Puts files where they belong, with their owners and modes; makes missing directories, and follows links to directories. */
  async install(files: readonly InstalledFile[]): Promise<void> {
    const tar = pack()
    for (const { path, owner, group, mode, text } of files)
      tar.entry({ name: path.slice(1), mode: Number.parseInt(mode, 8), uname: owner, gname: group, mtime: new Date(0) }, text)
    tar.finalize()
    await this.demand(['tar', '-x', '-p', '--same-owner', '--keep-directory-symlink', '--no-overwrite-dir', '-C', '/', '-f', '-'], { input: await buffer(tar) })
  }

  /** The end of what units and Patroni said, for a failed test. */
  async complaints(): Promise<string> {
    const { stdout } = await this.run([
      'sh',
      '-c',
      'systemctl --failed --no-legend --plain; journalctl -q -n 30 -o cat --no-pager; tail -qn 25 /pg/log/patroni/patroni.log /pg/*/log/patroni/patroni.log 2>/dev/null',
    ])
    return `--- ${this.name}\n${stdout}`
  }

  private enter(command: readonly string[], user?: string): string[] {
    const space = ['nsenter', '-t', String(this.init), '-m', '-u', '-i', '-n', '-p', '-C', '-r', '-w', '--']
    return user === undefined ? [...space, ...command] : [...space, 'runuser', '-u', user, '--', ...command]
  }
}
