import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, createServer as createTcp, type NetConnectOpts, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stateOf, type World } from '../../src/failure/worlds.js'
import type { Cluster, Host, Instance } from '../../src/model/model.js'
import type { PublishedService } from '../../src/model/service.js'
import { endpoint } from '../../src/syntax/address.js'
import type { Compiled } from '../compile.js'

export const canRun = (() => {
  try {
    execFileSync('/usr/sbin/haproxy', ['-v'], { stdio: 'pipe' })
    execFileSync('/usr/bin/python3', ['-c', 'import patroni.api'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
})()

/** Answers of Patroni's own handler, by path and state. */
export class PatroniAnswers {
  private readonly known = new Map<string, number>()

  /** Asks for all pairs at once: Python takes a while to start. */
  learn(pairs: readonly (readonly [check: string, instance: Instance, world: World])[]): void {
    const asked = new Map(pairs.map(([check, instance, world]) => [this.key(check, instance, world), [check, this.state(instance, world)]]))
    const codes: unknown = JSON.parse(
      execFileSync('/usr/bin/python3', ['test/daemons/patroni-checks.py'], {
        input: JSON.stringify([...asked.values()]),
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      }),
    )
    if (!Array.isArray(codes)) throw new Error('no list of codes')
    let index = 0
    for (const key of asked.keys()) this.known.set(key, Number(codes[index++]))
  }

  status(check: string, instance: Instance, world: World): number {
    const status = this.known.get(this.key(check, instance, world))
    if (status === undefined) throw new Error(`nobody asked Patroni ${this.key(check, instance, world)}`)
    return status
  }

  private key(check: string, instance: Instance, world: World): string {
    return `${check} ${JSON.stringify(this.state(instance, world))}`
  }

  private state(instance: Instance, world: World): unknown {
    return { ...stateOf(instance, world), standby: instance.cluster.primary.upstream?.kind === 'cluster' }
  }
}

/** The services of a compiled inventory on one real HAProxy, whose members are this process: each host is an address of 127.0.0.0/8. */
export class Proxied {
  readonly directory = mkdtempSync(join(tmpdir(), 'pgcompile-route-'))
  readonly services: readonly PublishedService[]
  private readonly servers: Server[] = []
  private readonly addresses = new Map<Host, string>()
  private readonly ports = new Map<string, number>()
  private readonly worlds = new Map<Cluster, World>()
  /** Checks since the last change, by proxy and member. */
  private readonly checks = new Map<string, number>()
  private child: ReturnType<typeof spawn> | undefined

  /** `net` is the second octet of the addresses. */
  constructor(
    private readonly compiled: Compiled,
    private readonly answers: PatroniAnswers,
    private readonly net: number,
  ) {
    const first = new Map<string, PublishedService>()
    for (const service of compiled.model?.services ?? []) if (!first.has(service.proxy)) first.set(service.proxy, service)
    this.services = [...first.values()]
    for (const [index, host] of (compiled.model?.hosts ?? []).entries()) this.addresses.set(host, `127.${net}.${Math.floor(index / 200)}.${(index % 200) + 1}`)
    this.services.forEach((service, index) => {
      this.ports.set(service.proxy, 20_000 + index)
    })
  }

  async start(worlds: ReadonlyMap<Cluster, World>): Promise<void> {
    this.change(worlds)
    await this.listen()
    mkdirSync(join(this.directory, 'conf.d'))
    const [any] = this.services
    if (any === undefined) throw new Error('no service')
    const cfg = this.compiled.file(any.host.name, '/etc/haproxy/haproxy.cfg')
    const stats = /^( *bind +).*$/m
    const own = `127.${this.net}.255.1`
    writeFileSync(
      join(this.directory, 'haproxy.cfg'),
      cfg
        .replace(/^ *(user|group) +haproxy$/gm, '')
        // A test may not open as many files.
        .replace(/^( *maxconn +)65535$/m, '$1 4000')
        .replace(/\/var\/run\/haproxy/g, join(this.directory, 'haproxy'))
        .replace(stats, `$1${own}:19999`),
    )
    for (const service of this.services)
      writeFileSync(
        join(this.directory, 'conf.d', `${service.proxy}.cfg`),
        this.adapt(service, this.compiled.file(service.host.name, `/etc/haproxy/conf.d/${service.proxy}.cfg`)),
      )
    this.child = spawn('/usr/sbin/haproxy', ['-db', '-f', join(this.directory, 'haproxy.cfg'), '-f', join(this.directory, 'conf.d')], { stdio: 'pipe' })
    let output = ''
    this.child.stderr?.on('data', (text: Buffer) => {
      output += text.toString()
    })
    for (let tries = 0; tries < 200; tries++) {
      if (this.child.exitCode !== null) throw new Error(`haproxy ended: ${output}`)
      if ((await this.stat()) !== undefined) return
      await pause(25)
    }
    throw new Error(`haproxy does not answer: ${output}`)
  }

  async stop(): Promise<void> {
    this.child?.kill('SIGKILL')
    await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))))
    rmSync(this.directory, { recursive: true, force: true })
  }

  /** Puts the clusters into other worlds. */
  change(worlds: ReadonlyMap<Cluster, World>): void {
    for (const [cluster, world] of worlds) this.worlds.set(cluster, world)
    this.checks.clear()
  }

  /** Waits until HAProxy has digested an answer of every server since the last change: the second check comes after the first was judged. */
  async settled(): Promise<void> {
    const wanted = this.services
      .filter(({ defaultServer }) => !defaultServer.includes('disabled'))
      .flatMap(({ proxy, servers }) => servers.map(({ instance }) => `${proxy} ${instance.name}`))
    for (let tries = 0; tries < 1500; tries++) {
      if (wanted.every((key) => (this.checks.get(key) ?? 0) >= 2)) return
      await pause(10)
    }
    throw new Error(`not checked: ${wanted.filter((key) => (this.checks.get(key) ?? 0) < 2).join(', ')}`)
  }

  /** `proxy server` -> its status: UP, DOWN, MAINT. */
  async stat(): Promise<ReadonlyMap<string, string> | undefined> {
    const text = await exchange({ path: join(this.directory, 'haproxy.sock') }, 'show stat\n')
    const [head = '', ...lines] = text.trim().split('\n')
    if (!head.startsWith('# ')) return undefined
    const columns = head.slice(2).split(',')
    const column = (name: string): number => columns.indexOf(name)
    return new Map(
      lines.map((line) => {
        const cells = line.split(',')
        return [`${cells[column('pxname')]} ${cells[column('svname')]}`, cells[column('status')] ?? '']
      }),
    )
  }

  /** Connects to the service; the answer is the name and port of the member, empty where the connection is refused. */
  connect(service: PublishedService, source = `127.${this.net}.254.1`): Promise<string> {
    return exchange({ host: `127.${this.net}.255.1`, port: this.ports.get(service.proxy) ?? 0, localAddress: source }, '')
  }

  private adapt(service: PublishedService, text: string): string {
    const check = `http-check send meth OPTIONS uri ${service.check}`
    let adapted = text
      .replace(/^( *bind +).*$/m, `$1127.${this.net}.255.1:${this.ports.get(service.proxy)}`)
      .replace(/ check-ssl ca-file \S+/g, '')
      .replace(/\b(inter|fastinter|downinter) \S+/g, '$1 60ms')
      .replace(/\b(rise|fall) \S+/g, '$1 1')
      .replace(/ slowstart \S+/g, '')
      .replace(/^( *http-check send .*)$/m, `$1 hdr X-Proxy ${service.proxy} hdr X-Server %[srv_name]`)
    if (!adapted.includes(`${check} hdr`) && !adapted.includes('hdr X-Proxy')) throw new Error(`no check in ${text}`)
    if (!/\binter 60ms/.test(adapted)) adapted = adapted.replace(/^( *default-server +)/m, '$1inter 60ms fastinter 60ms downinter 60ms ')
    if (!/\brise 1/.test(adapted)) adapted = adapted.replace(/^( *default-server +)/m, '$1rise 1 fall 1 ')
    for (const { instance, port } of service.servers)
      adapted = adapted.replace(` ${instance.name} ${endpoint(instance.host.address, port)}`, ` ${instance.name} ${this.addresses.get(instance.host)}:${port}`)
    return adapted
  }

  private async listen(): Promise<void> {
    const members = this.compiled.model?.clusters.flatMap(({ instances }) => instances) ?? []
    const byName = new Map(members.map((instance) => [instance.name, instance]))
    const patronis = new Set<string>()
    const backends = new Map<string, string>()
    for (const { instance, port, checkPort } of this.services.flatMap(({ servers }) => servers)) {
      const address = this.addresses.get(instance.host) ?? ''
      patronis.add(`${address}:${checkPort}`)
      backends.set(`${address}:${port}`, `${instance.name}:${port}`)
    }
    for (const place of patronis) {
      const server = createServer((request, response) => {
        const instance = byName.get(`${request.headers['x-server']}`)
        const world = instance === undefined ? undefined : this.worlds.get(instance.cluster)
        if (instance === undefined || world === undefined) throw new Error(`a check of ${request.headers['x-server']}`)
        const key = `${request.headers['x-proxy']} ${instance.name}`
        this.checks.set(key, (this.checks.get(key) ?? 0) + 1)
        if (!world.isUp(instance)) return request.socket.destroy()
        response.writeHead(this.answers.status(request.url ?? '', instance, world)).end()
      })
      await this.open(server, place)
    }
    for (const [place, name] of backends) {
      const instance = byName.get(name.replace(/:\d+$/, ''))
      await this.open(
        createTcp((socket) => {
          socket.on('error', () => undefined)
          if (instance === undefined || this.worlds.get(instance.cluster)?.isUp(instance) !== true) socket.destroy()
          else socket.end(name)
        }),
        place,
      )
    }
  }

  private open(server: Server, place: string): Promise<void> {
    this.servers.push(server)
    const [host = '', port] = place.split(':')
    return new Promise((resolve, reject) => server.once('error', reject).listen(Number(port), host, resolve))
  }
}

function exchange(where: NetConnectOpts, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(where)
    socket.on('data', (data) => {
      answer += data.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
    if (text !== '') socket.write(text)
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
