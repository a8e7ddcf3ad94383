import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PostgresServer } from './postgres.js'

const program = '/usr/sbin/pgbouncer'

export const hasPgbouncer = existsSync(program)

/** A PgBouncer in front of a server, on a unix socket in the server's sandbox; anybody may look at its console. */
export class Pool {
  constructor(
    private readonly server: PostgresServer,
    private readonly port: number,
  ) {
    const { directory } = server.sandbox
    const lines = [
      '[databases]',
      `shop = host=${directory} port=${server.port} dbname=postgres`,
      '[pgbouncer]',
      'listen_addr =',
      `listen_port = ${port}`,
      `unix_socket_dir = ${directory}`,
      `pidfile = ${directory}/pgbouncer.pid`,
      `logfile = ${directory}/pgbouncer.log`,
      'auth_type = trust',
      `auth_file = ${directory}/userlist.txt`,
      'stats_users = dbuser_monitor',
      'admin_users = postgres',
    ]
    writeFileSync(join(directory, 'userlist.txt'), '"postgres" ""\n"dbuser_monitor" ""\n', { mode: 0o644 })
    const file = join(directory, 'pgbouncer.ini')
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o644 })
    server.sandbox.demand(program, ['-d', file])
  }

  /** What psql prints for the text as comma separated values, with the names of the columns first. */
  ask(text: string, database = 'pgbouncer', user = 'dbuser_monitor'): string {
    return this.server.sandbox.demand('psql', [
      '-h',
      this.server.sandbox.directory,
      '-p',
      String(this.port),
      '-U',
      user,
      '-d',
      database,
      '-Xq',
      '--csv',
      '-c',
      text,
    ])
  }

  stop(): void {
    this.server.sandbox.run('bash', ['-c', 'kill "$(cat pgbouncer.pid)"'])
  }
}
