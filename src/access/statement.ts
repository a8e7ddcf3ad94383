import { type Place, placeForms, readPlace } from './place.js'
import { parseTarget, type Target } from './target.js'

/** A stretch of a statement's text. */
export interface Piece {
  readonly from: number
  readonly to: number
}

export interface Named extends Piece {
  readonly name: string
}

/** Of whom an expectation speaks. `others`: everybody but these. */
export type Subject =
  | { readonly kind: 'users'; readonly names: readonly Named[] }
  | { readonly kind: 'others'; readonly names: readonly Named[] }
  | { readonly kind: 'role'; readonly role: Named }
  | { readonly kind: 'superusers' }

/** `app may reach shop from 10.0.0.0/8 with TLS`. */
export interface Statement {
  readonly subject: Subject
  /** may: from every address, after every failover. mayNot: from no address, after no failover. */
  readonly mood: 'may' | 'mayNot'
  readonly databases: readonly Named[] | 'any'
  readonly from: readonly Place[]
  readonly tls?: boolean
  readonly through?: Target & Piece
  readonly cluster?: Named
}

export interface Misreading extends Piece {
  readonly reason: string
}

/** What a statement looks like, for messages. */
export const grammar =
  '[nobody | nobody but NAMES | only NAMES | superusers | role NAME | NAMES] [may reach | reach | may not reach | cannot reach] [NAMES | any database] [from NETWORK, intranet, outside, loopback, socket or anywhere] [with TLS | without TLS] [through DOOR] [in CLUSTER]'

/** Reads one statement. Words are apart by blanks; a name that is a word of the grammar stands in quotes. */
export function readStatement(text: string): Statement | Misreading {
  try {
    return new Reader(text).statement()
  } catch (error) {
    if (error instanceof Refusal) return error.misreading
    throw error
  }
}

class Refusal extends Error {
  constructor(readonly misreading: Misreading) {
    super(misreading.reason)
  }
}

interface Word extends Piece {
  readonly text: string
  readonly quoted: boolean
}

const reserved = new Set(['may', 'must', 'can', 'cannot', 'reach', 'reaches', 'from', 'with', 'without', 'through', 'in', 'and', 'or', 'not', 'nobody', 'only'])

class Reader {
  private readonly words: readonly Word[]
  private next = 0

  constructor(private readonly text: string) {
    this.words = [...text.matchAll(/"([^"]*)"|'([^']*)'|`([^`]*)`|,|[^\s,"'`]+/g)].map((match) => {
      const quoted = match[1] ?? match[2] ?? match[3]
      return { text: quoted ?? match[0], quoted: quoted !== undefined, from: match.index, to: match.index + match[0].length }
    })
  }

  statement(): Statement {
    const negated = this.is('nobody') || this.is('only')
    const subject = this.subject()
    const positive = this.verb()
    const databases = this.databases()
    const clauses = this.clauses()
    if (negated && !positive) this.refuse(this.words[0], 'with nobody or only the verb is reach, reaches or may reach')
    return { subject, mood: negated || !positive ? 'mayNot' : 'may', databases, ...clauses, from: clauses.from ?? [{ kind: 'anywhere' }] }
  }

  private subject(): Subject {
    if (this.take('only')) return { kind: 'others', names: this.names('a user') }
    if (this.take('nobody')) return { kind: 'others', names: this.take('but') || this.take('except') ? this.names('a user') : [] }
    if (this.take('superusers')) return { kind: 'superusers' }
    if (this.is('role') && !reserved.has(this.words[this.next + 1]?.text ?? 'may')) {
      this.next++
      return { kind: 'role', role: this.name('a role') }
    }
    return { kind: 'users', names: this.names('a user, nobody, only, superusers or role') }
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

  private databases(): readonly Named[] | 'any' {
    if (this.take('any') || this.take('every')) {
      if (!this.take('database') && !this.take('databases')) this.refuse(this.words[this.next], 'here comes `database`')
      return 'any'
    }
    this.take('database')
    return this.names('a database')
  }

  private clauses(): Partial<Pick<Statement, 'from' | 'tls' | 'through' | 'cluster'>> {
    let found: Partial<Pick<Statement, 'from' | 'tls' | 'through' | 'cluster'>> = {}
    for (;;) {
      const word = this.words[this.next]
      if (word === undefined) return found
      const once = (known: unknown): void => {
        if (known !== undefined) this.refuse(word, `there is one \`${word.text}\` already`)
      }
      if (this.take('from')) {
        once(found.from)
        found = { ...found, from: this.places() }
      } else if (this.take('with') || this.take('without')) {
        once(found.tls)
        if (!this.take('tls') && !this.take('ssl')) this.refuse(this.words[this.next], 'here comes `TLS`')
        found = { ...found, tls: word.text.toLowerCase() === 'with' }
      } else if (this.take('through')) {
        once(found.through)
        found = { ...found, through: this.door() }
      } else if (this.take('in')) {
        once(found.cluster)
        found = { ...found, cluster: this.name('a cluster') }
      } else this.refuse(word, 'after the database come only `from`, `with TLS`, `without TLS`, `through` and `in`')
    }
  }

  private places(): readonly Place[] {
    const places: Place[] = []
    do {
      this.take('the')
      const word = this.words[this.next] ?? this.refuse(undefined, `here comes ${placeForms}`)
      this.next++
      places.push(readPlace(word.text) ?? this.refuse(word, `${word.text} is no place: use ${placeForms}`))
      if (places.at(-1)?.kind !== 'outside') continue
      this.take('the')
      this.take('intranet')
    } while (this.separator())
    return places
  }

  private door(): Target & Piece {
    const word = this.words[this.next] ?? this.refuse(undefined, 'here comes a door such as pg-test:5433')
    this.next++
    const target = parseTarget(word.text)
    if (target === undefined) return this.refuse(word, `${word.text} is no door such as pg-test:5433 or 10.0.0.5:5432`)
    return { ...target, from: word.from, to: word.to }
  }

  private names(what: string): readonly Named[] {
    const names = [this.name(what)]
    while (this.separator()) names.push(this.name(what))
    return names
  }

  private separator(): boolean {
    const comma = this.take(',')
    return this.take('and') || this.take('or') || comma
  }

  private name(what: string): Named {
    const word = this.words[this.next]
    if (word === undefined || (!word.quoted && (reserved.has(word.text.toLowerCase()) || word.text === ',')))
      return this.refuse(word, `here comes ${what}${word === undefined ? '' : `, and \`${word.text}\` is none unless it stands in quotes`}`)
    this.next++
    return { name: word.text, from: word.from, to: word.to }
  }

  private is(text: string): boolean {
    const word = this.words[this.next]
    return word !== undefined && !word.quoted && word.text.toLowerCase() === text
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false
    this.next++
    return true
  }

  private demand(text: string): true {
    if (!this.take(text)) this.refuse(this.words[this.next], `here comes \`${text}\``)
    return true
  }

  private refuse(word: Piece | undefined, reason: string): never {
    const { from, to } = word ?? { from: this.text.length, to: this.text.length }
    throw new Refusal({ from, to, reason })
  }
}
