import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { type SchemaVersion, schemaVersion } from '../diagnostics/schema-version.js'
import { compiledSide } from '../diff/compiled-side.js'
import { diff as compareSides } from '../diff/diff.js'
import { planOf } from '../plan/plan.js'
import { type PlanRecord, planRecord } from '../report/plan/json.js'
import type { CompileInput } from '../understand.js'

/** What a change will do, as data that survives JSON; without credentials. */
export interface Difference {
  readonly schemaVersion: SchemaVersion
  /** What is wrong with the inventories. With an error among them there is no plan. */
  readonly diagnostics: { readonly before: readonly Diagnostic[]; readonly after: readonly Diagnostic[] }
  /** As `schema/plan.schema.json` describes it, but for `tool`. */
  readonly plan?: Omit<PlanRecord, 'tool' | 'schemaVersion'>
}

/**
 * Compares what two inventories compile to: files with the meaning of each change, what it takes to bring it in, who gains or loses access, and the steps.
 * Pure and synchronous.
 *
 * @example
 * ```ts
 * import { diff, Source } from 'pgcompile'
 *
 * const inventory = (connections: number) => ({
 *   inventories: [new Source('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars: { pg_cluster: pg-shop, pg_max_conn: ${connections} }
 * `)],
 * })
 * const { plan } = diff(inventory(300), inventory(400))
 * console.log(plan?.summary.worst, plan?.files.map(({ path }) => path))
 * // => restart [ '/etc/patroni/patroni.yml' ]
 * const change = plan?.changes.find(({ key }) => key.endsWith('.max_connections'))
 * console.log(change?.before, change?.after, change?.origins.map((number) => plan?.origins[number]?.label))
 * // => 300 400 [ 'pg_max_conn' ]
 * ```
 */
export function diff(before: CompileInput, after: CompileInput): Difference {
  const [former, present] = [compiledSide(nameOf(before, 'before'), before), compiledSide(nameOf(after, 'after'), after)]
  const diagnostics = { before: former.diagnostics, after: present.diagnostics }
  if (former.side === undefined || present.side === undefined) return { schemaVersion, diagnostics }
  const { tool: _, schemaVersion: __, ...plan } = planRecord(planOf(compareSides(former.side, present.side)), '')
  return { schemaVersion, diagnostics, plan }
}

/** What the steps call a side: the name of its first inventory. */
function nameOf({ inventories }: CompileInput, otherwise: string): string {
  return inventories[0]?.name ?? otherwise
}
