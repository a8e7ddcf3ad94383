import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { type SchemaVersion, schemaVersion } from '../diagnostics/schema-version.js'
import { describe } from '../explain/describe.js'
import type { Description } from '../explain/description.js'
import type { LineExplanation } from '../explain/line.js'
import { isProblem, type Problem } from '../explain/problem.js'
import { isReference } from '../explain/reference.js'
import type { ValueExplanation } from '../explain/value.js'
import type { CompileInput } from '../understand.js'
import { knownOf } from './known.js'

/** The answer to a question about a line, a value or a name, of the kind that was asked for; a problem is why there is none. */
export type Explanation = {
  readonly schemaVersion: SchemaVersion
  /** What is wrong with the inventory. With an error among them there is no answer. */
  readonly diagnostics: readonly Diagnostic[]
} & (
  | { readonly kind: 'line'; readonly line: LineExplanation }
  | { readonly kind: 'value'; readonly value: ValueExplanation }
  | { readonly kind: 'subject'; readonly subject: Description }
  | ({ readonly kind: 'problem' } & Problem)
)

/**
 * Explains one thing of an inventory. Pure and synchronous. The inventory is read once for each input object: ask again with the same one.
 *
 * - a line of an output file: `'10.0.0.1:/etc/patroni/patroni.yml:57'`, or a key path or a text of that line instead of its number;
 * - a parameter of an instance, cluster, host or group, and every line that it makes: `'pg-shop-1', 'pg_max_conn'`;
 * - an instance, cluster or host: `'pg-shop'`.
 *
 * No credential is in the answer.
 *
 * @example
 * ```ts
 * import { explain, Source } from 'pgcompile'
 *
 * const inventory = new Source('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars: { pg_cluster: pg-shop, pg_max_conn: 300 }
 * `)
 * const input = { inventories: [inventory] }
 *
 * const line = explain(input, '10.0.0.1:/etc/patroni/patroni.yml:max_connections')
 * if (line.kind === 'line') for (const { label, at } of line.line.causes) console.log(label, String(at))
 * // => pg_max_conn inventory.yml:8:49
 *
 * const value = explain(input, 'pg-shop-1', 'pg_max_conn')
 * if (value.kind === 'value') console.log(value.value.values[0]?.value, value.value.uses.map(({ path }) => path))
 * // => 300 [ '/etc/patroni/patroni.yml' ]
 *
 * const wrong = explain(input, 'pg-shop-2')
 * if (wrong.kind === 'problem') console.log(wrong.problem)
 * // => there is no instance, cluster or host "pg-shop-2"; did you mean pg-shop-1?
 * ```
 */
export function explain(input: CompileInput, name: string, parameter?: string): Explanation {
  const { diagnostics, understood, explainer } = knownOf(input)
  const head = { schemaVersion, diagnostics } as const
  if (understood === undefined || explainer === undefined) return { ...head, kind: 'problem', problem: 'the inventory has errors' }
  if (isReference(name)) {
    const line = explainer.line(parameter === undefined ? name : `${name}:${parameter}`)
    return isProblem(line) ? { ...head, kind: 'problem', ...line } : { ...head, kind: 'line', line }
  }
  if (parameter !== undefined) {
    const value = explainer.value(name, parameter)
    return isProblem(value) ? { ...head, kind: 'problem', ...value } : { ...head, kind: 'value', value }
  }
  const subject = describe(name, understood.model, diagnostics)
  return isProblem(subject) ? { ...head, kind: 'problem', ...subject } : { ...head, kind: 'subject', subject }
}
