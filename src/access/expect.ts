import type { Sink } from '../diagnostics/sink.js'
import { everywhere } from '../model/connection-space.js'
import { common, type Intervals, without } from '../model/intervals.js'
import type { Cluster, Instance, Model } from '../model/model.js'
import type { Source } from '../source/source.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import { candidatesOf } from './doors.js'
import { besideDatabases, clustersOf, type Expectation, readExpectations, subjectsOf } from './expectations.js'
import { databasesOf } from './names.js'
import { exampleIn, union } from './networks.js'
import { decidingHop, type Passage } from './passage.js'
import { addressesIn } from './place.js'
import type { Transport } from './regions.js'
import type { Statement } from './statement.js'
import { doorLabel, type Way, waysOf } from './ways.js'

/** Reports every statement of the file that the model does not hold, each with a witness and the rule that decides. Returns how many there are. */
export function checkExpectations(source: Source, model: Model, sink: Sink): number {
  const expectations = readExpectations(source, sink)
  for (const expectation of expectations) for (const cluster of clustersOf(expectation, model, sink)) new Trial(expectation, cluster, model, sink).run()
  return expectations.length
}

/** One statement, tried on one cluster. The first witness ends it. */
class Trial {
  private readonly statement: Statement
  private readonly networks: Intervals
  private readonly socket: boolean

  constructor(
    private readonly expectation: Expectation,
    private readonly cluster: Cluster,
    private readonly model: Model,
    private readonly sink: Sink,
  ) {
    this.statement = expectation.said
    this.networks = union(...this.statement.from.map((place) => addressesIn(place, cluster)))
    this.socket = this.statement.from.some(({ kind }) => kind === 'socket')
  }

  run(): void {
    const { databases, mood } = this.statement
    const users = subjectsOf(this.expectation, this.model, this.cluster)
    if (users.length === 0 && mood === 'may')
      this.sink.report(codes['expectation-failed'], this.expectation.at, `no role of ${this.cluster.name} that may log in is meant by this: it says nothing`)
    const names = databases === 'any' ? databasesOf(this.cluster) : databases.map(({ name }) => name).filter((name) => this.has(name))
    let unproven: (() => void) | undefined
    for (const user of users)
      for (const database of names) {
        const verdict = mood === 'may' ? this.may(user, database) : this.mayNot(user, database)
        if (verdict === undefined) continue
        if (!verdict.unproven) {
          verdict.report()
          return
        }
        unproven ??= verdict.report
      }
    unproven?.()
  }

  private has(database: string): boolean {
    return [...besideDatabases, ...databasesOf(this.cluster)].includes(database)
  }

  private ways(user: string, database: string, transport: Transport): readonly Way[] {
    const asker = { user, database, replication: database === 'replication' }
    return waysOf(this.model, this.cluster, asker, transport, transport === 'socket' ? everywhere : this.networks, this.statement.through)
  }

  private get transports(): readonly Transport[] {
    const { tls } = this.statement
    const network: Transport[] = this.networks.length === 0 ? [] : tls === undefined ? ['plain', 'tls'] : [tls ? 'tls' : 'plain']
    return this.socket && tls !== true ? ['socket', ...network] : network
  }

  /** From every address, whoever is the primary, some door leads in with one of the transports, at each of its members that share the work. */
  private may(user: string, database: string): Finding | undefined {
    const groups = this.transports.includes('socket') ? [['socket' as const], this.transports.filter((each) => each !== 'socket')] : [this.transports]
    for (const transports of groups.filter((group) => group.length > 0)) {
      const ways = transports.flatMap((transport) => this.ways(user, database, transport).map((way) => ({ ...way, transport })))
      for (const primary of candidatesOf(this.cluster)) {
        const mine = ways.filter((way) => way.primary === primary)
        const wanted = transports[0] === 'socket' ? everywhere : this.networks
        const open = without(wanted, union(...this.reached(mine, ['allowed'])))
        if (open.length === 0) continue
        const unproven = without(wanted, union(...this.reached(mine, ['allowed', 'unknown']))).length === 0
        const verdict = unproven ? 'unknown' : 'denied'
        const way =
          mine.find((each) => each.passage.verdict === verdict && common(each.addresses, open).length > 0) ??
          mine.find(({ addresses }) => common(addresses, open).length > 0)
        return this.finding(user, database, primary, way, way === undefined ? open : common(way.addresses, open), unproven, false)
      }
    }
    return undefined
  }

  /** By door and transport: the addresses from which each of its ordinary ends answers so. */
  private reached(ways: readonly (Way & { readonly transport: Transport })[], verdicts: readonly Passage['verdict'][]): readonly Intervals[] {
    const doors = new Map<string, (Way & { readonly transport: Transport })[]>()
    for (const way of ways) doors.set(`${way.transport} ${way.door.name}`, [...(doors.get(`${way.transport} ${way.door.name}`) ?? []), way])
    return [...doors.values()].map((all) => {
      const ordinary = all.filter(({ end }) => end?.backup !== true)
      const serving = ordinary.length > 0 ? ordinary : all
      const refused = serving.filter(({ passage }) => !verdicts.includes(passage.verdict))
      return without(union(...serving.map(({ addresses }) => addresses)), union(...refused.map(({ addresses }) => addresses)))
    })
  }

  /** From no address, whoever is the primary, any door leads in. */
  private mayNot(user: string, database: string): Finding | undefined {
    let unproven: Finding | undefined
    for (const transport of this.transports)
      for (const way of this.ways(user, database, transport)) {
        if (way.passage.verdict === 'allowed') return this.finding(user, database, way.primary, { ...way, transport }, way.addresses, false, true)
        if (way.passage.verdict === 'unknown') unproven ??= this.finding(user, database, way.primary, { ...way, transport }, way.addresses, true, true)
      }
    return unproven
  }

  private finding(
    user: string,
    database: string,
    primary: Instance,
    way: (Way & { readonly transport: Transport }) | undefined,
    addresses: Intervals,
    unproven: boolean,
    forbidden: boolean,
  ): Finding {
    const what = database === 'replication' ? 'replicate from' : `reach ${database} of`
    const where = way === undefined ? this.cluster.name : `${this.cluster.name} through ${doorLabel(way.door)}`
    const from =
      way?.transport === 'socket'
        ? 'over the socket'
        : `from ${exampleIn(addresses)?.text ?? 'anywhere'}${way === undefined ? '' : way.transport === 'tls' ? ' with TLS' : ' without TLS'}`
    const verb = unproven ? 'might' : forbidden ? 'can' : 'cannot'
    const later = primary === this.cluster.primary ? '' : ` while ${primary.name} is the primary`
    const reason = way === undefined ? ': no door leads there' : because(way.passage)
    const message = `${user} ${verb} ${what} ${where} ${from}${later}${reason}`
    const related = way === undefined ? [] : placesIn(way.passage)
    return {
      unproven,
      report: () => this.sink.report(codes[unproven ? 'expectation-unproven' : 'expectation-failed'], this.expectation.at, message, { related }),
    }
  }
}

interface Finding {
  readonly unproven: boolean
  readonly report: () => void
}

/** Which daemon decides, by which rule or for which reason. */
export function because(passage: Passage): string {
  const hop = decidingHop(passage)
  if (hop === undefined) return ''
  const rule = hop.rule === undefined ? '' : `, by ${hop.rule.file}:${hop.rule.line}, ${hop.rule.name}`
  const reasons = hop.reasons.length === 0 ? '' : `: ${hop.reasons.join('; ')}`
  return `: ${hop.daemon} of ${hop.instance ?? hop.host} ${hop.verdict === 'allowed' ? 'lets it in' : hop.verdict === 'denied' ? 'refuses it' : 'may or may not'}${rule}${reasons}`
}

/** The rules in the inventory; built-in ones have no place there. */
function placesIn(passage: Passage): readonly { readonly at: Span; readonly message: string }[] {
  const hop = decidingHop(passage)
  return [hop?.rule, ...(hop?.perhaps ?? [])].flatMap((rule) =>
    rule === undefined || rule.at.source.text === '' ? [] : [{ at: rule.at, message: `${rule.file}:${rule.line} comes from here` }],
  )
}
