import { suspectFiles } from '../access/hba-suspects.js'
import type { ConnectionExample, ConnectionSpace } from '../model/connection-space.js'
import { type ConnectionBox, overlap, subtract, uncovered } from '../model/connections.js'
import type { HbaRule } from '../model/hba.js'
import { covers, type HbaFile, type HbaUnit, isDenial } from '../model/hba-reach.js'
import { parseNetwork } from '../syntax/address.js'
import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/**
 * A denial after a rule that admits some of what it refuses. That is meant where the earlier rule lies wholly in the denial: admit these, refuse the
 * rest. It is not where the earlier rule is about other connections as well. The machine itself counts only where the denial is about nothing else.
 */
export const hbaDenyLate = defineCheck({
  code: 'hba-deny-late',
  severity: 'warning',
  summary: 'denial after a rule that has admitted some of what it refuses',
  hint: 'give the denial a lower `order` than the rule that admits',
  *run(model) {
    const seen = new Set<string>()
    for (const file of suspectFiles(model, denies))
      for (const [index, entry] of file.entries.entries()) {
        if (!entry.rule.given || !isDenial(entry) || seen.has(entry.id)) continue
        const late = findLate(file, entry, file.entries.slice(0, index))
        if (late === undefined) continue
        seen.add(entry.id)
        yield {
          at: entry.at,
          message: `${entry.name} refuses too late: ${late.by.name} comes first and admits ${described(late.example)}`,
          ...(late.by.rule.given ? { related: [{ at: late.by.at, message: `${late.by.name} comes first` }] } : {}),
        }
      }
  },
})

function denies({ lines }: HbaRule): boolean {
  return lines.some(({ entry }) => isHbaRecord(entry) && entry.method === 'reject')
}

/** The first entry that admits for certain what the denial is to refuse, with an example of it. */
function findLate({ instance, space }: HbaFile, denial: HbaUnit, earlier: readonly HbaUnit[]): { by: HbaUnit; example: ConnectionExample } | undefined {
  const refused = denial.boxes
  // Wholly too late is what hba-rule-unreachable says.
  if (
    covers(
      earlier.flatMap(({ boxes }) => boxes),
      refused,
    )
  )
    return undefined
  const remote = refused.flatMap((box) => withoutLoopback(box, space))
  const meant = remote.length > 0 ? remote : refused
  const logins = [...instance.users, ...instance.defaultRoles].filter(({ login, state }) => login !== false && state !== 'absent')
  const users = space.ofUsers(logins.map(({ name }) => name))
  const before: ConnectionBox[] = []
  for (const by of earlier) {
    for (const { line, boxes } of by.lines) {
      const admits = isHbaRecord(line.entry) && line.entry.method !== 'reject'
      const example = admits && !covers(refused, boxes) ? exampleOf(space, [users, meant, boxes], before) : undefined
      if (example !== undefined) return { by, example }
      before.push(...boxes)
    }
  }
  return undefined
}

/** A connection in all these sets that nothing before decides, and that does not hang on a fact. */
function exampleOf(space: ConnectionSpace, sets: readonly (readonly ConnectionBox[])[], before: readonly ConnectionBox[]) {
  for (const box of sets.reduce(overlap)) {
    const left = uncovered(box, before)
    if (left !== undefined && left.holds === 0n && left.fails === 0n) return space.exampleOf(left)
  }
  return undefined
}

const loopback = ['127.0.0.0/8', '::1/128'].flatMap((text) => parseNetwork(text) ?? [])

function withoutLoopback(box: ConnectionBox, space: ConnectionSpace): readonly ConnectionBox[] {
  return space.comingFrom(loopback).reduce((left: readonly ConnectionBox[], network) => left.flatMap((piece) => subtract(piece, network)), [box])
}

function described({ kind, user, database, replication, address }: ConnectionExample): string {
  const who = user ?? 'users that no rule names'
  const what = replication ? 'replication' : database === undefined ? 'databases that no rule names' : `database ${database}`
  const from = address === undefined ? 'over the socket' : `from ${address}`
  return `${who} to ${what} ${from}${kind === 'tls' ? ' with TLS' : kind === 'plain' ? ' without TLS' : ''}`
}
