import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Authority } from './authority.js'
import { Client } from './client.js'
import { Host } from './host.js'
import { demand, tied, until } from './process.js'

const prefix = 'pgcompile-cluster-'

/** Where version 2 of the control groups is, beside version 1 or alone. */
export const controlGroups = ['/sys/fs/cgroup/unified', '/sys/fs/cgroup'].find((path) => existsSync(join(path, 'cgroup.controllers')))

/**
 * A private world: hosts and clients on one bridge, in namespaces that nobody else sees. One process holds them, the kernel kills it with this one,
 * and with it every process, mount and interface. What a killed run leaves, an empty directory and empty control groups, the next one removes.
 */
export class Lab {
  readonly directory = mkdtempSync(join(tmpdir(), prefix))
  readonly authority = new Authority(this.directory)
  private readonly controlGroup = join(controlGroups ?? '', this.directory.slice(tmpdir().length + 1))
  private readonly namespaces = new Set<string>()
  private readonly hosts: Host[] = []
  private readonly clients: Client[] = []
  private ports = 0

  private constructor(private readonly keeper: ChildProcess) {}

  static async open(): Promise<Lab> {
    sweep()
    // When the test runner goes, this process is to go as well, and all that hangs on it.
    process.once('disconnect', () => process.exit(1))
    const keeper = tied([
      ...['unshare', '--mount', '--net', '--', 'sh', '-c'],
      `mount -t tmpfs -o size=8g,mode=755 disks /mnt && ip link add bridge type bridge && ip link set bridge up && echo ready && exec sleep infinity`,
    ])
    const lab = new Lab(keeper)
    writeFileSync(join(lab.directory, 'owner'), `${process.pid} ${startOf(process.pid)}`)
    mkdirSync(lab.controlGroup)
    await new Promise<void>((resolve, reject) => {
      keeper.stdout?.once('data', () => resolve())
      keeper.once('exit', (status) => reject(new Error(`the bridge could not be made: status ${status}: ${keeper.stderr?.read()}`)))
    })
    lab.note(lab.pid, ['mnt', 'net'])
    await lab.authority.found()
    return lab
  }

  /** A host that runs, with one address in a network of 24 bits, and ways to the addresses of all clients. */
  async host(name: string, address: string, routes: readonly string[] = []): Promise<Host> {
    const group = join(this.controlGroup, name)
    mkdirSync(group)
    const host = new Host(name, address, group, routes, this)
    this.hosts.push(host)
    await host.powerOn()
    return host
  }

  /** A machine with nothing but an address, from which clients connect. */
  async client(address: string, routes: readonly string[]): Promise<Client> {
    const holder = tied(['unshare', '--net', '--', 'sh', '-c', 'echo ready && exec sleep infinity'])
    await new Promise<void>((resolve) => {
      holder.stdout?.once('data', () => resolve())
    })
    const pid = holder.pid ?? 0
    await this.attach(pid, address, routes)
    const client = new Client(address, pid)
    this.clients.push(client)
    this.note(pid, ['net'])
    return client
  }

  /** The process in whose namespaces the bridge and the disks are. */
  get pid(): number {
    return this.keeper.pid ?? 0
  }

  /** Gives the namespace of a process an interface eth0 on the bridge. */
  async attach(pid: number, address: string, routes: readonly string[]): Promise<void> {
    this.ports++
    const inside = `nsenter -t ${pid} -n ip`
    const ways = routes.map((route) => `&& ${inside} route add ${route} dev eth0`).join(' ')
    await demand([
      ...['nsenter', '-t', String(this.pid), '-n', 'sh', '-c'],
      `ip link add port${this.ports} type veth peer name eth0 address ${card(address)} netns ${pid} && ip link set port${this.ports} master bridge up && ${inside} link set lo up ` +
        `&& ${inside} link set eth0 up && ${inside} address add ${address}/24 dev eth0 ${ways}`,
    ])
  }

  /** Remembers namespaces, so that `close` can say whether somebody still lives in one. */
  note(pid: number, kinds: readonly string[]): void {
    for (const kind of kinds) this.namespaces.add(readlinkSync(`/proc/${pid}/ns/${kind}`))
  }

  /** Ends everything. Throws where something stays. */
  async close(): Promise<void> {
    for (const client of this.clients) client.close()
    await Promise.all(this.hosts.map((host) => host.powerOff()))
    this.keeper.kill('SIGKILL')
    await until('an end of all processes', async () => (this.inhabitants().length === 0 ? true : undefined), 15)
    removeGroups(this.controlGroup)
    rmSync(this.directory, { recursive: true })
    if (readFileSync('/proc/self/mounts', 'utf8').includes(this.directory)) throw new Error(`${this.directory} is still mounted`)
  }

  private inhabitants(): string[] {
    return readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false
      try {
        return ['mnt', 'net', 'pid'].some((kind) => this.namespaces.has(readlinkSync(`/proc/${pid}/ns/${kind}`)))
      } catch {
        return false
      }
    })
  }
}

/** The hardware address of a host, which it keeps over a loss of power, as others remember it. */
function card(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
  return ['02', '00', ...bytes].join(':')
}

/** Removes what runs left that were killed: their processes are gone with them. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const directory = join(tmpdir(), name)
    const [pid = '0', start] = existsSync(join(directory, 'owner')) ? readFileSync(join(directory, 'owner'), 'utf8').split(' ') : []
    if (start === undefined || startOf(Number(pid)) === start) continue
    removeGroups(join(controlGroups ?? '', name))
    rmSync(directory, { recursive: true, force: true })
  }
}

function removeGroups(directory: string): void {
  if (!existsSync(directory)) return
  for (const entry of readdirSync(directory, { withFileTypes: true })) if (entry.isDirectory()) removeGroups(join(directory, entry.name))
  rmdirSync(directory)
}

/** When a process started, in ticks since the boot; empty where there is none. */
function startOf(pid: number): string {
  try {
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    )
  } catch {
    return ''
  }
}
