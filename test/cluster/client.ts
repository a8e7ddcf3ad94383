import { demand, type Outcome, run, until } from './process.js'

export interface Login {
  /** Address or name; a name is resolved by `Client.resolve`, not here. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly tls?: boolean
}

/** A machine with nothing but an address. Programs run there with this machine's files. */
export class Client {
  constructor(
    readonly address: string,
    private readonly holder: number,
  ) {}

  /** One statement over a connection of its own. */
  sql(login: Login, text: string, timeout = 15_000): Promise<Outcome> {
    return run([...this.psql(login), '-c', text], { timeout, env: { PGPASSWORD: login.password } })
  }

  /** The same, and its rows; throws where it fails. */
  async ask(login: Login, text: string): Promise<string> {
    return (await demand([...this.psql(login), '-c', text], { timeout: 15_000, env: { PGPASSWORD: login.password } })).trimEnd()
  }

  /** Asks until the answer is this one: HAProxy looks at a server several times before it believes in it. */
  async settled(login: Login, text: string, answer: string, limit = 20): Promise<void> {
    await until(`${answer} from ${login.host}:${login.port}`, async () => ((await this.ask(login, text)) === answer ? true : undefined), limit)
  }

  /** The command of a psql that reads its standard input. The password is left to PGPASSWORD. */
  psql({ host, port, user, database, tls = false }: Login): string[] {
    // Who is connected to a VIP that moves hears nothing more of the old host: only a client that asks notices.
    const alive = { connect_timeout: 3, tcp_user_timeout: 5000, keepalives_idle: 2, keepalives_interval: 1, keepalives_count: 3 }
    const parts = { host, port, user, dbname: database, sslmode: tls ? 'require' : 'disable', ...alive }
    const connection = Object.entries(parts).map(([name, value]) => `${name}='${value}'`)
    return [...this.enter(), 'psql', connection.join(' '), '-XqAt', '-v', 'ON_ERROR_STOP=1']
  }

  /** The addresses that a name server has for a name. */
  async resolve(server: string, name: string): Promise<string[]> {
    const program = `const r = new (require('dns').Resolver)({ timeout: 2000, tries: 2 }); r.setServers([${JSON.stringify(server)}]); r.resolve4(${JSON.stringify(name)}, (e, a) => console.log(e ? e.code : a.join()))`
    return (await demand([...this.enter(), process.execPath, '-e', program])).trim().split(',')
  }

  /** The body of a web page. */
  page(url: string): Promise<string> {
    return demand([...this.enter(), 'curl', '-sS', '--fail', '--max-time', '5', url])
  }

  close(): void {
    try {
      process.kill(this.holder, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }

  private enter(): string[] {
    return ['nsenter', '-t', String(this.holder), '-n', '--']
  }
}
