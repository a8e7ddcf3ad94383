import { ask } from '../access/ask.js'
import { type AskedQuestion, readQuestion } from '../access/question.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { type SchemaVersion, schemaVersion } from '../diagnostics/schema-version.js'
import { type DoorAnswer, plainAnswer } from '../report/access/json.js'
import type { CompileInput } from '../understand.js'
import { knownOf } from './known.js'

/** Who may connect, as data that survives JSON. */
export interface Access {
  readonly schemaVersion: SchemaVersion
  /** What is wrong with the inventory. With an error among them there is no answer. */
  readonly diagnostics: readonly Diagnostic[]
  /** Why there is no answer: an error, or words of the question that mean nothing in this inventory. */
  readonly problem?: string
  /** Every door by which this user may ask for this database, with and without TLS; empty where there is a problem. */
  readonly answers: readonly DoorAnswer[]
}

/**
 * Says whether a user may connect to a database from an address: by every door, hop by hop, after every failover. Pure and synchronous. The inventory is
 * read once for each input object: ask again with the same one, and the answer takes a few milliseconds.
 *
 * @example
 * ```ts
 * import { access, Source } from 'pgcompile'
 *
 * const inventory = new Source('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars:
 *         pg_cluster: pg-shop
 *         pg_users: [{ name: app, password: Copper-Finch-90, pgbouncer: true, roles: [dbrole_readwrite] }]
 *         pg_databases: [{ name: shop }]
 * `)
 * const { answers } = access({ inventories: [inventory] }, { user: 'app', database: 'shop', from: '10.0.0.9', tls: true, to: '10.0.0.1:5432' })
 * for (const { door, verdict, cases } of answers) console.log(door.name, verdict, cases[0]?.hops[0]?.needs)
 * // => pg-shop-1:5432 allowed [ 'password' ]
 * ```
 */
export function access(input: CompileInput, question: AskedQuestion): Access {
  const { diagnostics, understood } = knownOf(input)
  if (understood === undefined) return { schemaVersion, diagnostics, problem: 'the inventory has errors', answers: [] }
  const { model } = understood
  const read = readQuestion(model, question)
  if (typeof read === 'string') return { schemaVersion, diagnostics, problem: read, answers: [] }
  return { schemaVersion, diagnostics, answers: ask(model, read).map(plainAnswer) }
}
