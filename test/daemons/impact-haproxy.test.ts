import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const program = '/usr/sbin/haproxy'

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : expect.fail('no port')
}

function opened(port: number): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => done(socket))
    socket.once('error', () => done(undefined))
  })
}

function echo(socket: Socket, word: string): Promise<string> {
  return new Promise((done, fail) => {
    socket.once('data', (data) => done(String(data)))
    socket.once('close', () => fail(new Error('closed')))
    socket.write(word)
  })
}

/** What src/plan/impact/haproxy.ts says about connections, asked of the real one. */
describe.skipIf(!existsSync(program))('a reload of the real HAProxy', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pgcompile-'))
  let ports: readonly number[] = []
  let backend: Server
  let haproxy: ChildProcess | undefined

  const write = (port: number | undefined, name: string): void =>
    writeFileSync(
      join(directory, 'haproxy.cfg'),
      `global
    pidfile ${directory}/${name}.pid
    stats socket ${directory}/${name}.sock
defaults
    mode tcp
    timeout client 1m
    timeout server 1m
    timeout connect 1s
listen shop-primary
    bind 127.0.0.1:${port}
    server shop-1 127.0.0.1:${ports[2]}
`,
    )

  beforeAll(async () => {
    ports = [await freePort(), await freePort(), await freePort()]
    backend = createServer((socket) => socket.pipe(socket)).listen(ports[2], '127.0.0.1')
    write(ports[0], 'old')
    haproxy = spawn(program, ['-W', '-f', join(directory, 'haproxy.cfg')], { stdio: 'ignore' })
  })

  afterAll(async () => {
    haproxy?.kill('SIGTERM')
    backend?.close()
    await pause(200)
    rmSync(directory, { recursive: true, force: true })
  })

  test('opens the new port, closes the old one for new connections, and lets open ones go on', async () => {
    const [old = 0, other = 0] = ports
    await expect.poll(() => opened(old), { timeout: 10_000 }).toBeDefined()
    const client = (await opened(old)) ?? expect.fail('no connection')
    expect(await echo(client, 'before')).toBe('before')
    write(other, 'new')
    // A master that has only just started may not hear the first signal.
    const reloaded = async (): Promise<Socket | undefined> => {
      haproxy?.kill('SIGUSR2')
      await pause(500)
      return opened(other)
    }
    await expect.poll(reloaded, { timeout: 20_000 }).toBeDefined()
    await expect.poll(() => opened(old), { timeout: 10_000 }).toBeUndefined()
    expect(await echo(client, 'after')).toBe('after')
    expect(
      ['new.pid', 'new.sock'].map((name) => existsSync(join(directory, name))),
      'global settings are taken over too',
    ).toEqual([true, true])
    client.destroy()
  }, 40_000)
})
