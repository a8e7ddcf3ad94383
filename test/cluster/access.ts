import type { Client, Login } from './client.js'
import type { Outcome } from './process.js'

export interface Knock {
  readonly who: string
  readonly expected: string
  readonly outcome: string
}

const passwords: Readonly<Record<string, string>> = {
  clerk: 'Ledger.Clerk.41',
  auditor: 'Ledger.Auditor.42',
  dbuser_dba: 'Ledger.Admin.43',
  dbuser_monitor: 'Ledger.Monitor.44',
  replicator: 'Ledger.Replica.45',
}

/** What the rules of fixtures/cluster/trio.yml and the usual ones mean for a connection to the server, in the words of the inventory. */
function rule(user: string, database: string, address: string, tls: boolean): string {
  const intranet = address.startsWith('10.')
  if (user === 'clerk' && address === '10.51.0.202') return 'rejected'
  if (intranet) return 'in'
  if (user === 'auditor' && address === '203.0.113.60' && database === 'ledger' && tls) return 'in'
  return user === 'dbuser_dba' && tls ? 'in' : 'no rule'
}

/** The same for the pool, which has no TLS and knows neither of the two own rules. */
function poolRule(user: string, database: string, address: string): string {
  if (!address.startsWith('10.')) return 'kept out by the pool'
  return user === 'dbuser_monitor' && database !== 'pgbouncer' ? 'kept out by the pool' : 'in'
}

/** Tries every user, database, address and kind of connection at a leader, and what is to come of it. */
export async function knocks(clients: readonly Client[], leader: string): Promise<Knock[]> {
  const tries: (() => Promise<Knock>)[] = []
  for (const client of clients) {
    for (const [user, password] of Object.entries(passwords)) {
      const login = (database: string, tls: boolean, port = 5432): Login => ({ host: leader, port, user, password, database, tls })
      for (const database of ['ledger', 'postgres'])
        for (const tls of [false, true]) tries.push(() => knock(client, login(database, tls), rule(user, database, client.address, tls)))
      if (client === clients[0]) tries.push(() => knock(client, { ...login('ledger', true), password: 'wrong' }, 'wrong password'))
      if (user === 'replicator') continue
      for (const database of user === 'dbuser_monitor' ? ['ledger', 'pgbouncer'] : ['ledger'])
        tries.push(() => knock(client, login(database, false, 6432), poolRule(user, database, client.address)))
    }
  }
  const done: Knock[] = []
  const worker = async (): Promise<void> => {
    for (let next = tries.shift(); next !== undefined; next = tries.shift()) done.push(await next())
  }
  await Promise.all(Array.from({ length: 6 }, worker))
  return done
}

async function knock(client: Client, login: Login, expected: string): Promise<Knock> {
  const { user, database, port, tls = false } = login
  const outcome = await client.sql(login, database === 'pgbouncer' ? 'SHOW VERSION' : 'SELECT 1')
  return { who: `${user} from ${client.address} to ${database} on ${port}${tls ? ' with TLS' : ''}`, expected, outcome: named(outcome, port) }
}

function named({ status, stderr }: Outcome, port: number): string {
  if (status === 0) return 'in'
  if (stderr.includes('pg_hba.conf rejects connection')) return 'rejected'
  if (stderr.includes('no pg_hba.conf entry')) return 'no rule'
  if (stderr.includes('password authentication failed')) return 'wrong password'
  return port === 6432 && stderr.includes('login rejected') ? 'kept out by the pool' : stderr
}
