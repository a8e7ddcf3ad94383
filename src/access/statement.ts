import type { Place } from './place.js'
import { type Clauses, type Misreading, type Named, readSentence, Sentence, type Subject } from './sentence.js'

/** `app may reach shop from 10.0.0.0/8 with TLS`. */
export interface Statement extends Clauses {
  readonly subject: Subject
  /** may: from every address, after every failover. mayNot: from no address, after no failover. */
  readonly mood: 'may' | 'mayNot'
  readonly databases: readonly Named[] | 'any'
  readonly from: readonly Place[]
}

/** What a statement looks like, for messages. */
export const grammar =
  '[nobody | nobody but NAMES | only NAMES | superusers | role NAME | NAMES] [may reach | reach | may not reach | cannot reach] [NAMES | any database] [from NETWORK, intranet, outside, loopback, socket or anywhere] [with TLS | without TLS] [through DOOR] [in CLUSTER]'

/** Reads one statement. Words are apart by blanks; a name that is a word of the grammar stands in quotes. */
export function readStatement(text: string): Statement | Misreading {
  return readSentence(() => new StatementReader(text).statement())
}

class StatementReader extends Sentence {
  statement(): Statement {
    const negated = this.is('nobody') || this.is('only')
    const subject = this.subject()
    const positive = this.verb()
    const databases = this.databases()
    const clauses = this.clauses()
    if (negated && !positive) this.refuse(this.words[0], 'with nobody or only the verb is reach, reaches or may reach')
    return { subject, mood: negated || !positive ? 'mayNot' : 'may', databases, ...clauses, from: clauses.from ?? [{ kind: 'anywhere' }] }
  }

  /** Whether it says that they may. */
  private verb(): boolean {
    if (this.take('cannot')) return !this.demand('reach')
    if (this.take('may') || this.take('can') || this.take('must')) {
      const not = this.take('not')
      this.demand('reach')
      return !not
    }
    if (this.take('reach') || this.take('reaches')) return true
    return this.refuse(this.words[this.next], 'here comes `may reach`, `reaches`, `may not reach` or `cannot reach`')
  }
}
