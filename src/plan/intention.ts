import { type Clauses, type Misreading, type Named, readSentence, Sentence, type Subject } from '../access/sentence.js'

/** What a change is meant to do. */
export type Intention =
  | (Clauses & {
      readonly kind: 'access'
      readonly subject: Exclude<Subject, { kind: 'others' }> | { readonly kind: 'anybody' }
      /** wider: may now reach. narrower: may no longer reach. */
      readonly direction: 'wider' | 'narrower'
      readonly databases: readonly Named[] | 'any'
      /** Whether being let in without any password is meant. */
      readonly withoutPassword: boolean
    })
  | {
      readonly kind: 'files' /** Absent: all of the subjects. */
      readonly paths?: readonly Named[] /** Hosts, instances, clusters; absent: any. */
      readonly on?: readonly Named[]
    }
  | { readonly kind: 'parameter'; readonly names: readonly Named[]; readonly of?: readonly Named[] }

/** What an intention looks like, for messages. */
export const intentionGrammar =
  '[NAMES | role NAME | superusers | anybody] may [now | no longer] reach [NAMES | any database] [from ...] [with TLS | without TLS] [without password] [through DOOR] [in CLUSTER]; files may change on NAMES; file PATH may change [on NAMES]; parameter NAMES [of NAMES]'

/** Reads one sentence about what is meant. A name that is a word of the grammar stands in quotes. */
export function readIntention(text: string): Intention | Misreading {
  return readSentence(() => new IntentionReader(text).intention())
}

class IntentionReader extends Sentence {
  private withoutPassword = false

  intention(): Intention {
    if (this.follows('files', 'may')) return { kind: 'files', ...this.change(true) }
    if (this.is('file')) {
      this.take('file')
      return { kind: 'files', paths: this.names('a path'), ...this.change(false) }
    }
    if (this.take('parameter') || this.take('parameters')) {
      const names = this.names('a parameter')
      return { kind: 'parameter', names, ...this.subjects('of') }
    }
    const subject = this.who()
    const start = this.words[this.next]
    const may = this.take('may')
    const direction = this.take('no') ? 'narrower' : 'wider'
    if (!may || !this.take(direction === 'narrower' ? 'longer' : 'now') || !this.take('reach'))
      this.refuse(start, 'here comes `may now reach` or `may no longer reach`')
    const databases = this.databases()
    const clauses = this.clauses()
    return { kind: 'access', subject, direction, databases, ...clauses, withoutPassword: this.withoutPassword }
  }

  private who(): Extract<Intention, { kind: 'access' }>['subject'] {
    if (this.take('anybody')) return { kind: 'anybody' }
    const [first] = this.words
    const subject = this.subject()
    return subject.kind === 'others' ? this.refuse(first, 'an intention names who: users, role NAME, superusers or anybody') : subject
  }

  private change(needed: boolean): { readonly on?: readonly Named[] } {
    this.take('files')
    this.demand('may')
    this.demand('change')
    const found = this.subjects('on')
    if (needed && found.on === undefined) this.refuse(this.words[this.next], 'here comes `on`, and a host, an instance or a cluster')
    return found
  }

  private subjects<K extends 'on' | 'of'>(word: K): { readonly [key in K]?: readonly Named[] } {
    const found = this.take(word) ? { [word]: this.names('a host, an instance or a cluster') } : {}
    if (this.words[this.next] !== undefined) this.refuse(this.words[this.next], 'the sentence ends before this')
    return found as { readonly [key in K]?: readonly Named[] }
  }

  private follows(first: string, second: string): boolean {
    const word = this.words[this.next + 1]
    return this.is(first) && word !== undefined && !word.quoted && word.text.toLowerCase() === second
  }

  protected override ownClause(): boolean {
    if (!this.follows('without', 'password')) return false
    this.next += 2
    this.withoutPassword = true
    return true
  }
}
