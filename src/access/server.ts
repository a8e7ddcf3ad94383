import { everywhere, serverTlsOff } from '../model/connection-space.js'
import type { Decision } from '../model/hba-match.js'
import { common, type Intervals, without } from '../model/intervals.js'
import type { Instance } from '../model/model.js'
import { type OwnNetworks, ownNetworks } from '../model/own-networks.js'
import { isHbaRecord } from '../syntax/hba.js'
import { type Account, accountsOf, stranger } from './accounts.js'
import { admission } from './admission.js'
import { type Asker, connectionOf } from './asker.js'
import { listensFor } from './listen.js'
import { type Applicant, serverMethod } from './method.js'
import { denied, every, fine, type Hop, type Outcome, unknown } from './passage.js'
import { type Region, regionsOf, type Transport } from './regions.js'
import { RuleFile } from './rules.js'

/** Addresses for which a daemon does the same. */
export interface HopRegion {
  readonly addresses: Intervals
  readonly hop: Hop
}

/** One PostgreSQL server: its access rules, roles and databases. What it was asked is kept, since it is asked again for every way to it. */
export class Server {
  readonly accounts: ReadonlyMap<string, Account>
  private readonly file: RuleFile | undefined
  private readonly unreachable: Intervals
  private readonly own: OwnNetworks
  private readonly regions = new Map<string, readonly Region[]>()

  /** `source`: the primary whose scripts make the roles and databases; undefined where that is not in the inventory. */
  constructor(
    readonly instance: Instance,
    readonly source: Instance | undefined,
  ) {
    this.accounts = accountsOf(source ?? instance)
    this.file = RuleFile.of(instance, 'postgres')
    this.own = ownNetworks(instance)
    this.unreachable = without(everywhere, listensFor(instance.postgres.listen))
  }

  account(name: string): Account {
    const known = this.accounts.get(name)
    return known === undefined || this.source === undefined ? stranger(name) : known
  }

  /** What the server does, by the address that it sees; together at least all of `only`. `sees` says which that is where it is not the client's. */
  ask(asker: Asker, transport: Transport, applicant: Applicant, only: Intervals, sees?: string): readonly HopRegion[] {
    const unreachable = transport === 'socket' ? [] : this.unreachable
    const silent = denied(`it listens on ${this.instance.postgres.listen.join(', ')} only`)
    const found = this.decisions(asker, transport).flatMap(({ addresses, decision }) => {
      const open = without(addresses, unreachable)
      return common(open, only).length === 0 ? [] : [{ addresses: open, hop: this.hop(decision, asker, transport, applicant, sees) }]
    })
    return unreachable.length === 0 ? found : [...found, { addresses: unreachable, hop: this.shape(silent, { perhaps: [] }, sees) }]
  }

  private decisions(asker: Asker, transport: Transport): readonly Region[] {
    const key = `${transport}\0${asker.replication}\0${asker.user}\0${asker.replication ? '' : asker.database}`
    let regions = this.regions.get(key)
    if (regions === undefined) {
      regions = regionsOf(this.file?.lines ?? [], { ...connectionOf(asker, this.account(asker.user).roles), own: this.own }, transport)
      this.regions.set(key, regions)
    }
    return regions
  }

  private hop(decision: Decision, asker: Asker, transport: Transport, applicant: Applicant, sees?: string): Hop {
    const account = this.account(asker.user)
    if (this.file === undefined) return this.shape(unknown(`nothing here writes its pg_hba.conf: patroni_enabled is false`), decision, sees)
    const off = transport === 'tls' ? serverTlsOff(this.instance.serverSettings) : undefined
    if (off !== undefined) return this.shape(denied('it has TLS switched off, and the client insists on it'), { perhaps: [] }, sees)
    const lines = [...decision.perhaps, ...(decision.line === undefined ? [] : [decision.line])]
    if (lines.length === 0) return this.shape(denied('no rule matches, and without one the connection is refused'), decision, sees)
    const each = lines.map(({ entry }) =>
      isHbaRecord(entry) ? serverMethod(entry, account, applicant) : unknown('an included file is not part of the inventory'),
    )
    if (decision.line === undefined) each.push(denied('no rule matches for certain'))
    const after = admission(account, asker.database, asker.replication, this.source ?? this.instance)
    return this.shape(every([either(each), after]), decision, sees)
  }

  private shape({ verdict, method, needs, reasons }: Outcome, decision: Decision, sees: string | undefined): Hop {
    const { instance, file } = this
    return {
      daemon: 'postgres',
      host: instance.host.name,
      instance: instance.name,
      port: instance.postgres.port,
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

/** One of several lines decides, and nobody knows which: certain is what they have in common. */
export function either(outcomes: readonly Outcome[]): Outcome {
  const [first, ...others] = outcomes
  if (first === undefined) return fine
  if (others.length === 0) return first
  const same = others.every(({ verdict }) => verdict === first.verdict)
  if (same && first.verdict === 'denied') return first
  const methods = new Set(outcomes.map(({ method }) => method))
  const needs = [...new Set(outcomes.flatMap((outcome) => outcome.needs))]
  if (same && first.verdict === 'allowed' && methods.size === 1) return { ...first, needs }
  if (same && first.verdict === 'allowed') return { verdict: 'allowed', needs, reasons: [] }
  return {
    verdict: 'unknown',
    needs,
    reasons: [
      'nobody can say offline whether an earlier rule matches',
      ...new Set(outcomes.flatMap(({ verdict, reasons }) => (verdict === 'unknown' ? reasons : []))),
    ],
  }
}
