import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** Where Debian puts the programs of the version that the tests run. */
export const programs = '/usr/lib/postgresql/15/bin'

export const hasPostgres = existsSync(join(programs, 'postgres'))

/** Who runs the daemons, and scripts that need none of them, where the tests are run by root. */
const user = spawnSync('id', ['-u', 'postgres']).status === 0 ? 'postgres' : 'nobody'

/** A private directory in which one daemon of PostgreSQL's world may live; never on TCP. */
export class Sandbox {
  readonly directory = mkdtempSync(join(tmpdir(), 'pgcompile-'))

  constructor() {
    chmodSync(this.directory, 0o700)
    if (userInfo().uid === 0) {
      const ids = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout))
      chownSync(this.directory, ids[0] ?? 0, ids[1] ?? 0)
    }
  }

  /** Runs a program as a user that is not root, which these daemons refuse. */
  run(program: string, args: readonly string[], input = ''): SpawnSyncReturns<string> {
    const command = [program, ...args]
    const options = { encoding: 'utf8', input, cwd: this.directory, maxBuffer: 1 << 26 } as const
    if (userInfo().uid !== 0) return spawnSync(program, args, options)
    return spawnSync('runuser', ['-u', user, '--', ...command], options)
  }

  /** The same, and its output; throws with what it said where it fails. */
  demand(program: string, args: readonly string[], input = ''): string {
    const { status, stdout, stderr } = this.run(program, args, input)
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`)
    return stdout
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }
}

/** A PostgreSQL server on a unix socket in a sandbox, which several servers may share. Superuser postgres, no passwords. */
export class PostgresServer {
  private constructor(
    readonly sandbox: Sandbox,
    readonly port: number,
    private readonly data: string,
  ) {}

  static create(sandbox: Sandbox, port: number, settings: readonly string[] = []): PostgresServer {
    const data = join(sandbox.directory, `data-${port}`)
    sandbox.demand(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--locale=C', '--encoding=UTF8'])
    return PostgresServer.start(sandbox, port, data, settings)
  }

  /** A standby that streams from this server through a slot. */
  standby(port: number): PostgresServer {
    const data = join(this.sandbox.directory, `data-${port}`)
    const connection = `host=${this.sandbox.directory} port=${this.port} user=postgres application_name=standby-${port}`
    this.sandbox.demand(join(programs, 'pg_basebackup'), [
      '-D',
      data,
      '-d',
      connection,
      '-R',
      '-C',
      '-S',
      `slot_${port}`,
      '-X',
      'stream',
      '-c',
      'fast',
      '--no-sync',
    ])
    return PostgresServer.start(this.sandbox, port, data, [])
  }

  private static start(sandbox: Sandbox, port: number, data: string, settings: readonly string[]): PostgresServer {
    const own = [`port = ${port}`, `unix_socket_directories = '${sandbox.directory}'`, "listen_addresses = ''", 'fsync = off', ...settings]
    appendFileSync(join(data, 'postgresql.conf'), `${own.join('\n')}\n`)
    sandbox.demand(join(programs, 'pg_ctl'), ['-D', data, '-l', join(sandbox.directory, `log-${port}`), '-w', '-s', 'start'])
    return new PostgresServer(sandbox, port, data)
  }

  /** What psql prints for the text, rows one a line without headings; throws on the first error. */
  psql(text: string, { user = 'postgres', database = 'postgres', flags = [] as readonly string[] } = {}): string {
    const args = ['-h', this.sandbox.directory, '-p', String(this.port), '-U', user, '-d', database, '-XqAt', '-v', 'ON_ERROR_STOP=1', ...flags]
    return this.sandbox.demand(join(programs, 'psql'), args, text)
  }

  stop(): void {
    this.sandbox.run(join(programs, 'pg_ctl'), ['-D', this.data, '-m', 'immediate', '-s', 'stop'])
  }
}
