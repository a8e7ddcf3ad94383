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

/** Of whom a sentence speaks. `others`: everybody but these. */
export type Subject =
  | { readonly kind: 'users'; readonly names: readonly Named[] }
  | { readonly kind: 'others'; readonly names: readonly Named[] }
  | { readonly kind: 'role'; readonly role: Named }
  | { readonly kind: 'superusers' }

/** What narrows a sentence down. */
export interface Clauses {
  readonly from?: readonly Place[]
  readonly tls?: boolean
  readonly through?: Target & Piece
  readonly cluster?: Named
}

export interface Misreading extends Piece {
  readonly reason: string
}

/** What `read` makes of a text, or why it cannot. */
export function readSentence<T>(read: () => T): T | Misreading {
  try {
    return read()
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

/** Words of a sentence about access, and how its parts are read. A reader of a kind of sentence says in which order they come. */
export class Sentence {
  protected readonly words: readonly Word[]
  protected next = 0

  constructor(private readonly text: string) {
    this.words = [...text.matchAll(/"([^"]*)"|'([^']*)'|`([^`]*)`|,|[^\s,"'`]+/g)].map((match) => {
      const quoted = match[1] ?? match[2] ?? match[3]
      return { text: quoted ?? match[0], quoted: quoted !== undefined, from: match.index, to: match.index + match[0].length }
    })
  }

  protected subject(): Subject {
    if (this.take('only')) return { kind: 'others', names: this.names('a user') }
    if (this.take('nobody')) return { kind: 'others', names: this.take('but') || this.take('except') ? this.names('a user') : [] }
    if (this.take('superusers')) return { kind: 'superusers' }
    if (this.is('role') && !reserved.has(this.words[this.next + 1]?.text ?? 'may')) {
      this.next++
      return { kind: 'role', role: this.name('a role') }
    }
    return { kind: 'users', names: this.names('a user, nobody, only, superusers or role') }
  }

  protected databases(): readonly Named[] | 'any' {
    if (this.take('any') || this.take('every')) {
      if (!this.take('database') && !this.take('databases')) this.refuse(this.words[this.next], 'here comes `database`')
      return 'any'
    }
    this.take('database')
    return this.names('a database')
  }

  /** Takes a clause that only this kind of sentence has. */
  protected ownClause(): boolean {
    return false
  }

  protected clauses(): Clauses {
    let found: Clauses = {}
    for (;;) {
      const word = this.words[this.next]
      if (word === undefined) return found
      if (this.ownClause()) continue
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

  protected names(what: string): readonly Named[] {
    const names = [this.name(what)]
    while (this.separator()) names.push(this.name(what))
    return names
  }

  private separator(): boolean {
    const comma = this.take(',')
    return this.take('and') || this.take('or') || comma
  }

  protected name(what: string): Named {
    const word = this.words[this.next]
    if (word === undefined || (!word.quoted && (reserved.has(word.text.toLowerCase()) || word.text === ',')))
      return this.refuse(word, `here comes ${what}${word === undefined ? '' : `, and \`${word.text}\` is none unless it stands in quotes`}`)
    this.next++
    return { name: word.text, from: word.from, to: word.to }
  }

  protected is(text: string): boolean {
    const word = this.words[this.next]
    return word !== undefined && !word.quoted && word.text.toLowerCase() === text
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false
    this.next++
    return true
  }

  protected demand(text: string): true {
    if (!this.take(text)) this.refuse(this.words[this.next], `here comes \`${text}\``)
    return true
  }

  protected refuse(word: Piece | undefined, reason: string): never {
    const { from, to } = word ?? { from: this.text.length, to: this.text.length }
    throw new Refusal({ from, to, reason })
  }
}
