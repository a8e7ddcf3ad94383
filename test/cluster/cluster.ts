import type { EmittedFile } from '../../src/emit/emit.js'
import type { Host } from './host.js'
import type { Lab } from './lab.js'
import { until } from './process.js'
import { standIns } from './stand-ins.js'

interface Member {
  readonly name: string
  readonly host: string
  readonly role: string
  readonly state: string
  readonly timeline: number
}

/** Puts a host in order as an administrator does before and after the files come, up to what its daemons find when they start. */
export async function prepare(lab: Lab, host: Host, files: readonly EmittedFile[]): Promise<void> {
  const own = files.filter((file) => file.host === host.address)
  await addAccounts(host, own)
  // The directories first, as the file says itself.
  const early = own.filter(({ path }) => path.startsWith('/etc/tmpfiles.d/'))
  await host.install(early)
  await host.demand(['systemd-tmpfiles', '--create', ...early.map(({ path }) => path)])
  await host.demand(['install', '-d', '-o', 'etcd', '-g', 'etcd', '-m', '0700', '/data/etcd'])
  await host.install([...own.filter((file) => !isData(file)), ...standIns(own.some(({ path }) => path.startsWith('/infra/')))])

  const { certificate, key } = await lab.authority.issue(host.name, host.address)
  const instances = own.flatMap(({ path, text }) => (path.startsWith('/etc/patroni/') ? (/cacert: "(.*)\/ca\.crt"/.exec(text)?.slice(1) ?? []) : []))
  const places = [
    ...instances.map((place) => [place, 'server', 'postgres'] as const),
    ['/etc/etcd', 'server', 'etcd'] as const,
    ['/etc/pki', 'infra', '_victoria-metrics'] as const,
  ]
  await host.install(
    places.flatMap(([place, name, owner]) => [
      { path: `${place}/ca.crt`, owner: 'root', group: 'root', mode: '0644', text: lab.authority.certificate },
      { path: `${place}/${name}.crt`, owner: 'root', group: 'root', mode: '0644', text: certificate },
      { path: `${place}/${name}.key`, owner, group: 'root', mode: '0600', text: key },
    ]),
  )
  // HAProxy wants two descriptors a connection, and this machine may have fewer to give.
  await host.install([{ path: '/etc/default/haproxy', owner: 'root', group: 'root', mode: '0644', text: 'EXTRAOPTS=-n 4000\n' }])
  await host.demand(['systemctl', 'daemon-reload'])
}

/** Of the server's own directory, which exists only after Patroni made it. */
const isData = ({ path }: { path: string }): boolean => /^\/pg\/(.+\/)?data\//.test(path)

/** Users and groups of what has no package here, and of administrators. */
async function addAccounts(host: Host, files: readonly EmittedFile[]): Promise<void> {
  const lines = [
    ...[...new Set(files.map(({ group }) => group))].map((name) => `getent group ${name} >/dev/null || groupadd -r ${name}`),
    ...[...new Set(files.map(({ owner }) => owner))].map((name) => `getent passwd ${name} >/dev/null || useradd -r -N -s /usr/sbin/nologin ${name}`),
  ]
  await host.demand(['sh', '-ec', lines.join('\n')])
}

/** What runs on a host, by the units of its files. */
export async function start(host: Host, units: readonly string[]): Promise<void> {
  await host.demand(['systemctl', 'enable', '--now', '-q', ...units], { timeout: 90_000 })
}

/** A Patroni cluster, as its members' REST interfaces tell of it. */
export class Cluster {
  constructor(
    readonly scope: string,
    readonly hosts: readonly Host[],
    private readonly config = '/etc/patroni/patroni.yml',
    private readonly port = 5432,
    private readonly restPort = 8008,
  ) {}

  /** By name, as the first member says that answers. */
  async members(): Promise<Member[]> {
    for (const host of this.hosts) {
      const { status, stdout } = await host
        .run(['curl', '-sS', '--max-time', '3', `http://${host.address}:${this.restPort}/cluster`])
        .catch(() => ({ status: 1, stdout: '' }))
      if (status === 0) return (JSON.parse(stdout) as { members: Member[] }).members.sort((a, b) => (a.name < b.name ? -1 : 1))
    }
    return []
  }

  /** The host of the leader. */
  async leader(): Promise<Host | undefined> {
    const leader = (await this.members()).find(({ role, state }) => role === 'leader' && state === 'running')
    return this.hosts.find(({ address }) => address === leader?.host)
  }

  /** Waits until this host leads, or any where none is given. */
  async led(by: Host | undefined, limit: number): Promise<{ value: Host; seconds: number }> {
    return until(
      'a leader',
      async () => ((found) => (found !== undefined && (by === undefined || found === by) ? found : undefined))(await this.leader()),
      limit,
    )
  }

  /** Puts the files that a member's server reads where they belong, now that its directory exists; returns when it has read them. */
  async installData(host: Host, name: string, files: readonly EmittedFile[]): Promise<void> {
    await host.install(files.filter((file) => file.host === host.address && file.instance === name && isData(file)))
    const loaded = (): Promise<string> => host.sql('SELECT pg_conf_load_time()', { port: this.port })
    const before = await loaded()
    await host.demand(['patronictl', '-c', this.config, 'reload', this.scope, name, '--force'])
    await until('a reload', async () => ((await loaded()) > before ? true : undefined), 15)
  }

  async switchover(leader: string, candidate: string): Promise<void> {
    const command = ['patronictl', '-c', this.config, 'switchover', this.scope, '--master', leader, '--candidate', candidate, '--force']
    await this.hosts[0]?.demand(command, { timeout: 60_000 })
  }

  /** Waits until all other members follow the leader. */
  async followed(count: number, limit: number): Promise<number> {
    const states = /^(running|streaming)$/
    const { seconds } = await until(
      `${count} replicas`,
      async () => {
        const replicas = (await this.members()).filter(({ role, state }) => role !== 'leader' && states.test(state))
        const leader = await this.leader()
        if (replicas.length !== count || leader === undefined) return undefined
        return (await leader.sql("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'", { port: this.port })) === String(count)
          ? true
          : undefined
      },
      limit,
    )
    return seconds
  }
}
