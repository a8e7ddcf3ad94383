import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A comment as both services have it: a login for one, a number for the other. */
export interface Comment {
  readonly id: number
  body: string
  readonly user: { readonly login: string }
  readonly author: { readonly id: number }
}

/** Plays the parts of the APIs of GitHub and GitLab that comments need, and notes what was asked of it. */
export class ReviewService {
  comments: Comment[] = []
  /** `POST /path`, of what writes. */
  readonly writes: string[] = []
  /** Everything that came in, to be searched. */
  received = ''
  /** Status of every answer to a write; that of success where it is 200. */
  writeStatus = 200
  private server: Server | undefined

  constructor(private readonly token: string) {}

  /** Starts to listen; gives the address. */
  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const [status, answer] = this.answer(request.method ?? '', new URL(request.url ?? '', 'http://here'), Buffer.concat(chunks).toString(), request.headers)
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      })
    })
    this.server = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  close(): void {
    this.server?.close()
  }

  /** Starts over, with as many comments of somebody else. */
  reset(others: readonly string[] = []): void {
    this.comments = others.map((body, index) => ({ id: index + 1, body, user: { login: 'somebody' }, author: { id: 5 } }))
    this.writes.length = 0
    this.received = ''
    this.writeStatus = 200
  }

  private answer(method: string, { pathname, searchParams }: URL, body: string, headers: NodeJS.Dict<string | string[]>): [number, unknown] {
    this.received += `${method} ${pathname}${searchParams}\n${body}\n`
    const onGitHub = headers.authorization === `Bearer ${this.token}`
    if (!onGitHub && headers['private-token'] !== this.token) return [401, { message: 'Bad credentials' }]
    // The token of a GitHub workflow may not ask who it is.
    if (pathname === '/user') return onGitHub ? [403, { message: 'Resource not accessible by integration' }] : [200, { id: 7 }]
    const list = onGitHub ? '/repos/acme/databases/issues/12/comments' : '/projects/42/merge_requests/12/notes'
    const one = /\/(\d+)$/.exec(pathname)?.[1]
    if (method === 'GET' && pathname === list) {
      const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))]
      return [200, this.comments.slice((page - 1) * size, page * size)]
    }
    this.writes.push(`${method} ${pathname}`)
    if (this.writeStatus !== 200) return [this.writeStatus, { message: 'no' }]
    if (method === 'POST' && pathname === list) return [201, this.add(JSON.parse(body).body)]
    const wanted = onGitHub ? ['PATCH', `/repos/acme/databases/issues/comments/${one}`] : ['PUT', `${list}/${one}`]
    const comment = this.comments.find(({ id }) => id === Number(one))
    if (method !== wanted[0] || pathname !== wanted[1] || comment === undefined) return [404, { message: 'Not Found' }]
    comment.body = JSON.parse(body).body
    return [200, comment]
  }

  private add(body: string): Comment {
    const comment = { id: this.comments.length + 1, body, user: { login: 'github-actions[bot]' }, author: { id: 7 } }
    this.comments.push(comment)
    return comment
  }
}
