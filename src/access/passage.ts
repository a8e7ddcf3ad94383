import type { Span } from '../source/span.js'
import type { HbaEntry } from '../syntax/hba.js'

/** allowed: with what it `needs`, the connection is made. unknown: nobody can say offline, for the reasons given. */
export type Verdict = 'allowed' | 'denied' | 'unknown'

/** What a client must have: the password of the role, a client certificate, or to be an OS user of the role's name. */
export type Need = 'password' | 'certificate' | 'os-user'

/** A line of an access file, as the compiled file and the inventory have it. */
export interface DecidingRule {
  /** Path on the host of the daemon. */
  readonly file: string
  /** From 1, in the compiled file. */
  readonly line: number
  /** `pg_hba_rules[2] (title)`. */
  readonly name: string
  readonly method?: string
  /** Where the inventory gives it. */
  readonly at: Span
  /** What the line says. */
  readonly entry: HbaEntry
}

/** What one daemon does with the connection. */
export interface Hop {
  readonly daemon: 'haproxy' | 'pgbouncer' | 'postgres'
  /** Name of the host in the inventory. */
  readonly host: string
  readonly instance?: string
  readonly port: number
  /** Where the daemon sees the connection come from: an address, `socket`, or undefined for the client's own address. */
  readonly sees?: string
  readonly verdict: Verdict
  /** How the daemon authenticates in fact: `md5` becomes scram-sha-256 where the server holds such a verifier. */
  readonly method?: string
  readonly needs: readonly Need[]
  /** The line that decides; absent where none matches, or where it is not the access rules that decide. */
  readonly rule?: DecidingRule
  /** Earlier lines that might decide instead. */
  readonly perhaps: readonly DecidingRule[]
  /** Why it is denied or unknown, each a sentence without its full stop. */
  readonly reasons: readonly string[]
}

/** All hops of one way in, in the order of the connection, and what comes of them. */
export interface Passage {
  readonly verdict: Verdict
  readonly hops: readonly Hop[]
}

/** A passage is denied where one hop certainly denies; otherwise one unknown hop makes it unknown. */
export function passageOf(hops: readonly Hop[]): Passage {
  return { verdict: worst(hops.map(({ verdict }) => verdict)), hops }
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('denied') ? 'denied' : verdicts.includes('unknown') ? 'unknown' : 'allowed'
}

/** The hop that decides: the first that denies, else the first that is unknown, else the last. */
export function decidingHop({ verdict, hops }: Passage): Hop | undefined {
  return hops.find((hop) => hop.verdict === verdict && verdict !== 'allowed') ?? hops.at(-1)
}

/** What the client must have for all hops, each once. */
export function needsOf({ hops }: Passage): readonly Need[] {
  return [...new Set(hops.flatMap(({ needs }) => needs))]
}

/** What an answer depends on, one piece of it: how a method, a role or a database turns out. */
export interface Outcome {
  readonly verdict: Verdict
  readonly method?: string
  readonly needs: readonly Need[]
  readonly reasons: readonly string[]
}

export const fine: Outcome = { verdict: 'allowed', needs: [], reasons: [] }

export function denied(reason: string, method?: string): Outcome {
  return { verdict: 'denied', needs: [], reasons: [reason], ...(method === undefined ? {} : { method }) }
}

export function unknown(reason: string, method?: string): Outcome {
  return { verdict: 'unknown', needs: [], reasons: [reason], ...(method === undefined ? {} : { method }) }
}

/** All of them have to turn out well, and the first that does not gives the reason. */
export function every(outcomes: readonly Outcome[]): Outcome {
  const verdict = worst(outcomes.map((outcome) => outcome.verdict))
  const method = outcomes.find((outcome) => outcome.method !== undefined)?.method
  const decisive = outcomes.filter((outcome) => outcome.verdict === verdict && verdict !== 'allowed')
  const reasons = verdict === 'denied' ? (decisive[0]?.reasons ?? []) : decisive.flatMap((outcome) => outcome.reasons)
  return {
    verdict,
    needs: [...new Set(outcomes.flatMap(({ needs }) => needs))],
    reasons: [...new Set(reasons)],
    ...(method === undefined ? {} : { method }),
  }
}
