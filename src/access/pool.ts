import { everywhere } from '../model/connection-space.js'
import type { Decision } from '../model/hba-match.js'
import { common, type Intervals, without } from '../model/intervals.js'
import type { Instance } from '../model/model.js'
import type { Pool as PoolModel } from '../model/pool.js'
import { isHbaRecord } from '../syntax/hba.js'
import type { Stored } from './accounts.js'
import { type Asker, connectionOf } from './asker.js'
import { listensFor } from './listen.js'
import type { Applicant, Held } from './method.js'
import { denied, every, fine, type Hop, type Outcome, unknown } from './passage.js'
import { heldOf, poolMethod, visible } from './pool-method.js'
import { type Region, regionsOf, type Transport } from './regions.js'
import { RuleFile } from './rules.js'
import { either, type Server } from './server.js'

/** What a pool does with a client, and as whom it then goes to the server: undefined where it never does. */
export interface PoolRegion {
  readonly addresses: Intervals
  readonly hop: Hop
  readonly applicant?: Applicant
}

/** The console of PgBouncer, a database of its own. */
const consoleName = 'pgbouncer'

/** The PgBouncer beside an instance: its TLS mode, its list of databases, its users, its access rules. */
export class Pool {
  private readonly file: RuleFile | undefined
  private readonly unreachable: Intervals
  private readonly regions = new Map<string, readonly Region[]>()

  constructor(
    readonly instance: Instance,
    readonly model: PoolModel,
    private readonly server: Server,
  ) {
    this.file = RuleFile.of(instance, 'pool')
    this.unreachable = without(everywhere, listensFor(instance.postgres.listen))
  }

  /** What the pool does, by the address that it sees; together at least all of `only`. */
  ask(asker: Asker, transport: Transport, only: Intervals, sees?: string): readonly PoolRegion[] {
    const unreachable = transport === 'socket' ? [] : this.unreachable
    const gate = every([this.encryption(transport), this.offer(asker)])
    const held = this.heldOf(asker)
    const regions: readonly Region[] = gate.verdict === 'denied' ? [{ addresses: everywhere, decision: { perhaps: [] } }] : this.decisions(asker, transport)
    const silent = denied(`it listens on ${this.instance.postgres.listen.join(', ')} only`)
    const found = regions.flatMap(({ addresses, decision }): PoolRegion[] => {
      const open = without(addresses, unreachable)
      if (common(open, only).length === 0) return []
      if (gate.verdict === 'denied') return [{ addresses: open, hop: this.shape(gate, decision, sees) }]
      const { outcome, scramKeys } = this.decide(decision, asker, held, transport)
      const hop = this.shape(every([gate, outcome]), decision, sees)
      if (asker.database === consoleName) return [{ addresses: open, hop }]
      return [{ addresses: open, hop, applicant: { kind: 'pool', osUser: this.instance.postgres.superuser.name, secret: held.held, scramKeys } }]
    })
    return unreachable.length === 0 ? found : [...found, { addresses: unreachable, hop: this.shape(silent, { perhaps: [] }, sees) }]
  }

  private decisions(asker: Asker, transport: Transport): readonly Region[] {
    const key = `${transport}\0${asker.user}\0${asker.database}`
    // It compares names only: roles mean nothing to it.
    const regions = this.regions.get(key) ?? regionsOf(this.file?.lines ?? [], connectionOf({ ...asker, replication: false }, new Set()), transport)
    this.regions.set(key, regions)
    return regions
  }

  private encryption(transport: Transport): Outcome {
    const { tls } = this.model
    if (transport === 'tls' && tls === 'disable') return denied('the pool has TLS switched off (pgbouncer_sslmode), and the client insists on it')
    const strict = tls !== 'disable' && tls !== 'allow' && tls !== 'prefer'
    if (transport === 'plain' && strict) return denied(`the pool wants TLS: pgbouncer_sslmode is ${tls}`)
    return transport === 'tls' && tls.startsWith('verify') ? { ...fine, needs: ['certificate'] } : fine
  }

  private offer({ user, database, replication }: Asker): Outcome {
    if (replication) return unknown('whether PgBouncer passes replication on depends on its release')
    if (database === consoleName) {
      const { superuser, admin, monitor } = this.instance.postgres
      return [superuser, admin, monitor].some(({ name }) => name === user) ? fine : denied(`${user} may not use the console of the pool`)
    }
    return this.model.databases.some(({ name }) => name === database) ? fine : denied(`the pool offers no database ${database}`)
  }

  /** What the pool holds of the user's password, in userlist.txt or by asking the server; with what stands in the way of that. */
  private heldOf(asker: Asker): { readonly held: Held; readonly known: Outcome; readonly stored: Stored } {
    const { user, database } = asker
    const account = this.server.account(user)
    const listed = this.model.secrets.find((secret) => secret.user === user)
    if (listed !== undefined) return { held: heldOf(listed.secret), known: fine, stored: account.stored }
    const offered = this.model.databases.find(({ name }) => name === database)
    const missing = { held: { form: 'none' } as const, stored: account.stored }
    if (!this.model.authQuery || offered === undefined)
      return { ...missing, known: denied(`the pool does not know user ${user}: userlist.txt does not name it`) }
    if (offered.redirected) return { ...missing, known: unknown(`the pool looks user ${user} up at ${offered.host}`) }
    return { held: { form: 'stored' }, stored: account.stored, known: every([this.lookUp(offered.options.authUser, database), visible(account)]) }
  }

  /** Whether the pool can ask the server: as whom, over the socket, for a function that template1 hands on. */
  private lookUp(authUser: string | undefined, database: string): Outcome {
    const user = authUser ?? this.instance.postgres.superuser.name
    const listed = this.model.secrets.find((secret) => secret.user === user)
    const applicant: Applicant = { kind: 'pool', osUser: this.instance.postgres.superuser.name, secret: heldOf(listed?.secret ?? ''), scramKeys: false }
    const [region] = this.server.ask({ user, database, replication: false }, 'socket', applicant, everywhere, 'socket')
    const definition = this.server.source?.databases.find(({ name }) => name === database)
    const bare = definition?.template === 'template0'
    const login: Outcome =
      region === undefined || region.hop.verdict === 'allowed'
        ? fine
        : { verdict: region.hop.verdict, needs: [], reasons: region.hop.reasons.map((reason) => `the pool looks users up as ${user}, and there ${reason}`) }
    const there = !bare
      ? fine
      : definition?.baseline === undefined
        ? denied(`the pool cannot look users up in database ${database}: cloned from template0, it lacks monitor.pgbouncer_auth`)
        : unknown(`whether the baseline of database ${database} makes monitor.pgbouncer_auth`)
    const mayCall = this.server.account(user).superuser ? fine : unknown(`whether ${user} may call monitor.pgbouncer_auth`)
    return every([login, there, mayCall])
  }

  private decide(
    decision: Decision,
    { user, database }: Asker,
    { held, known, stored }: { readonly held: Held; readonly known: Outcome; readonly stored: Stored },
    transport: Transport,
  ): { readonly outcome: Outcome; readonly scramKeys: boolean } {
    const lines = [...decision.perhaps, ...(decision.line === undefined ? [] : [decision.line])]
    if (lines.length === 0) return { outcome: denied('no rule matches, and without one the pool refuses the connection'), scramKeys: false }
    const outcomes = lines.map(({ entry }) =>
      isHbaRecord(entry) ? poolMethod(entry, user, held, known, stored) : unknown('an included file is not part of the inventory'),
    )
    if (decision.line === undefined) outcomes.push(denied('no rule matches for certain'))
    const outcome = either(outcomes)
    // The console takes its own OS user over the socket before it looks at any rule.
    const own = database === consoleName && transport === 'socket' && user === consoleName
    return { outcome: own ? { ...fine, needs: ['os-user'] } : outcome, scramKeys: outcomes.every(({ method }) => method === 'scram-sha-256') }
  }

  private shape({ verdict, method, needs, reasons }: Outcome, decision: Decision, sees: string | undefined): Hop {
    const { instance, file } = this
    return {
      daemon: 'pgbouncer',
      host: instance.host.name,
      instance: instance.name,
      port: this.model.port,
      ...(sees === undefined ? {} : { sees }),
      verdict,
      ...(method === undefined ? {} : { method }),
      needs: verdict === 'denied' ? [] : needs,
      ...(decision.line === undefined || file === undefined ? {} : { rule: file.ruleOf(decision.line) }),
      perhaps: file === undefined ? [] : decision.perhaps.map((line) => file.ruleOf(line)),
      reasons,
    }
  }
}
