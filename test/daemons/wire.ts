import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'

/** What one login came to. */
export interface Login {
  /** Whether the server took the connection and, where `query` is set, answered a query. */
  readonly admitted: boolean
  /** What it asked for: trust where it asked for nothing, refused where it never came to that. */
  readonly asked: 'trust' | 'password' | 'md5' | 'scram-sha-256' | 'other' | 'refused'
  readonly error?: string
  /** Of the client's end; absent for the socket. */
  readonly localPort?: number
}

export interface Attempt {
  readonly user: string
  readonly database: string
  readonly password?: string
  readonly replication?: boolean
  /** Directory of a unix socket, or the address to connect to. */
  readonly to: { readonly directory: string } | { readonly host: string }
  readonly port: number
  /** The client's own address. */
  readonly from?: string
  readonly tls?: boolean
  /** Runs one statement, so that a pool has to go to its server. */
  readonly query?: boolean
  /** Milliseconds without a word of the server after which the client gives up; 5000 where it is absent. */
  readonly patience?: number
}

/** Logs in by the protocol of PostgreSQL (version 3), with clear passwords, MD5 and SCRAM-SHA-256. Never throws for what the server says. */
export async function login(attempt: Attempt): Promise<Login> {
  const { to, port, from } = attempt
  const target =
    'directory' in to ? { path: `${to.directory}/.s.PGSQL.${port}` } : { host: to.host, port, ...(from === undefined ? {} : { localAddress: from }) }
  const socket = connect(target)
  try {
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    const place = socket.localPort === undefined ? {} : { localPort: socket.localPort }
    const secured = attempt.tls ? await encrypt(socket) : socket
    if (secured === undefined) return { admitted: false, asked: 'refused', error: 'no TLS', ...place }
    return { ...(await new Session(secured, attempt).run()), ...place }
  } finally {
    socket.destroy()
  }
}

async function encrypt(socket: Socket): Promise<TLSSocket | undefined> {
  const request = Buffer.alloc(8)
  request.writeInt32BE(8, 0)
  request.writeInt32BE(80877103, 4)
  socket.write(request)
  const answer = await new Promise<Buffer>((resolve, reject) =>
    socket
      .once('data', resolve)
      .once('error', reject)
      .once('close', () => resolve(Buffer.from('N'))),
  )
  if (answer[0] !== 0x53) return undefined
  const secured = connectTls({ socket, rejectUnauthorized: false })
  return new Promise((resolve, reject) => secured.once('secureConnect', () => resolve(secured)).once('error', reject))
}

class Session {
  private asked: Login['asked'] | undefined
  private buffer = Buffer.alloc(0)
  private nonce = ''
  private clientFirst = ''

  constructor(
    private readonly socket: Socket,
    private readonly attempt: Attempt,
  ) {}

  run(): Promise<Login> {
    const { user, database, replication } = this.attempt
    return new Promise((resolve) => {
      const end = (admitted: boolean, error?: string): void => resolve({ admitted, asked: this.asked ?? 'refused', ...(error === undefined ? {} : { error }) })
      this.socket.setTimeout(this.attempt.patience ?? 5000, () => end(false, 'timeout'))
      this.socket.on('error', (error) => end(false, error.message)).on('close', () => end(false, 'closed'))
      this.socket.on('data', (data: Buffer) => {
        this.buffer = Buffer.concat([this.buffer, data])
        while (this.buffer.length >= 5) {
          const length = this.buffer.readInt32BE(1) + 1
          if (this.buffer.length < length) return
          const [type, body] = [String.fromCharCode(this.buffer[0] ?? 0), this.buffer.subarray(5, length)]
          this.buffer = this.buffer.subarray(length)
          this.receive(type, body, end)
        }
      })
      const words = ['user', user, 'database', database, ...(replication ? ['replication', 'true'] : [])]
      const body = Buffer.from(`${words.join('\0')}\0\0`)
      const head = Buffer.alloc(8)
      head.writeInt32BE(8 + body.length, 0)
      head.writeInt32BE(196608, 4)
      this.socket.write(Buffer.concat([head, body]))
    })
  }

  private queried = false

  private receive(type: string, body: Buffer, end: (admitted: boolean, error?: string) => void): void {
    if (type === 'E')
      end(
        false,
        body
          .toString()
          .split('\0')
          .find((field) => field.startsWith('M'))
          ?.slice(1),
      )
    else if (type === 'R') this.authenticate(body, end)
    else if (type === 'Z') {
      if (!this.attempt.query || this.queried) {
        this.send('X', Buffer.alloc(0))
        end(true)
        return
      }
      this.queried = true
      this.send('Q', Buffer.from('SELECT 1\0'))
    }
  }

  private authenticate(body: Buffer, end: (admitted: boolean, error?: string) => void): void {
    const { user, password = '' } = this.attempt
    switch (body.readInt32BE(0)) {
      case 0:
        this.asked ??= 'trust'
        return
      case 3:
        this.asked = 'password'
        this.send('p', Buffer.from(`${password}\0`))
        return
      case 5: {
        this.asked = 'md5'
        const inner = createHash('md5')
          .update(password + user)
          .digest('hex')
        this.send('p', Buffer.from(`md5${createHash('md5').update(inner).update(body.subarray(4, 8)).digest('hex')}\0`))
        return
      }
      case 10: {
        this.asked = 'scram-sha-256'
        this.nonce = randomBytes(18).toString('base64')
        this.clientFirst = `n=,r=${this.nonce}`
        const first = Buffer.from(`n,,${this.clientFirst}`)
        const head = Buffer.alloc(4)
        head.writeInt32BE(first.length, 0)
        this.send('p', Buffer.concat([Buffer.from('SCRAM-SHA-256\0'), head, first]))
        return
      }
      case 11:
        this.send('p', Buffer.from(this.prove(body.subarray(4).toString(), password)))
        return
      case 12:
        return
      default:
        this.asked = 'other'
        end(false, 'another method')
    }
  }

  private prove(serverFirst: string, password: string): string {
    const fields = new Map(serverFirst.split(',').map((field) => [field[0], field.slice(2)]))
    const key = scramKey(password, Buffer.from(fields.get('s') ?? '', 'base64'), Number(fields.get('i')))
    const clientKey = createHmac('sha256', key).update('Client Key').digest()
    const stored = createHash('sha256').update(clientKey).digest()
    const withoutProof = `c=biws,r=${fields.get('r')}`
    const signature = createHmac('sha256', stored).update(`${this.clientFirst},${serverFirst},${withoutProof}`).digest()
    return `${withoutProof},p=${Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0))).toString('base64')}`
  }

  private send(type: string, body: Buffer): void {
    const head = Buffer.alloc(5)
    head.write(type, 0)
    head.writeInt32BE(body.length + 4, 1)
    this.socket.write(Buffer.concat([head, body]))
  }
}

function scramKey(password: string, salt: Buffer, iterations: number): Buffer {
  return pbkdf2Sync(password, salt, iterations, 32, 'sha256')
}

/** What a server stores of a password; few iterations make a login cheap. */
export function scramVerifier(password: string, iterations = 16): string {
  const salt = Buffer.from('a salt of tests.')
  const key = scramKey(password, salt, iterations)
  const stored = createHash('sha256').update(createHmac('sha256', key).update('Client Key').digest()).digest('base64')
  const server = createHmac('sha256', key).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`
}
