import type { Client, Login } from './client.js'
import { Cluster, prepare } from './cluster.js'
import { compileFixture } from './deployment.js'
import type { EtcdUser } from './etcd.js'
import type { Host } from './host.js'
import type { Lab } from './lab.js'
import type { Session } from './session.js'
import type { World } from './world.js'

/** What fixtures/cluster/trio.yml says, as far as steps need it. */
export const vip = '10.51.0.2'
export const name = 'ledger.db.example.net'
export const scope: EtcdUser = { name: 'ledger', password: 'Ledger.Etcd.47', prefix: '/pg/ledger' }
export const [inside, outside] = ['10.51.0.0/24', '203.0.113.0/24']
export const clerk = (host: string, port: number): Login => ({ host, port, user: 'clerk', password: 'Ledger.Clerk.41', database: 'ledger' })

/** The three hosts of the fixture with their files, before anything is started, and somebody who asks them. */
export class Ledger implements World {
  readonly files = compileFixture('fixtures/cluster/trio.yml')

  private constructor(
    readonly lab: Lab,
    readonly first: Host,
    readonly second: Host,
    readonly third: Host,
    readonly desk: Client,
    readonly cluster = new Cluster('ledger', [first, second, third]),
  ) {}

  static async boot(lab: Lab): Promise<Ledger> {
    const host = (number: number): Promise<Host> => lab.host(`ledger-${number}`, `10.51.0.1${number}`, [outside])
    const [first, second, third] = await Promise.all([host(1), host(2), host(3)])
    const ledger = new Ledger(lab, first, second, third, await lab.client('10.51.0.200', [outside]))
    await Promise.all(ledger.cluster.hosts.map((each) => prepare(lab, each, ledger.files)))
    return ledger
  }

  /** Which of these hosts have the VIP. */
  async vipHolders(hosts: readonly Host[]): Promise<Host[]> {
    const holds = await Promise.all(hosts.map(async (host) => (await host.demand(['ip', '-4', 'address', 'show'])).includes(`inet ${vip}/`)))
    return hosts.filter((_, index) => holds[index])
  }

  async complaints(): Promise<readonly string[]> {
    const texts = [JSON.stringify(await this.cluster.members())]
    for (const host of this.cluster.hosts) texts.push(await host.complaints())
    return texts
  }

  /** Rows that were acknowledged to a session and that the leader does not have. */
  async lost(session: Session): Promise<number[]> {
    const leader = (await this.cluster.led(undefined, 10)).value
    const kept = new Set((await leader.sql(`SELECT row FROM booking WHERE writer = '${session.writer}'`, { database: 'ledger' })).split('\n').map(Number))
    return session.acknowledged.map(({ row }) => row).filter((row) => !kept.has(row))
  }
}
