import { rtoRow } from '../catalog/objects/rto-row.js'
import { defaultNode } from '../inventory/defaults.js'
import { type Fields, readObject } from '../inventory/fields.js'
import type { Settings } from '../inventory/settings.js'
import type { MappingNode, Node, SequenceNode } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { haproxyTime } from './haproxy-time.js'

/** The failover timings that Patroni and haproxy share: how long a cluster may be without a primary. */
export interface Rto {
  /** Seconds, as the next three. */
  readonly ttl: number
  readonly loopWait: number
  readonly retryTimeout: number
  readonly primaryStartTimeout: number
  /** Seconds between the firing of the watchdog and the end of the leader key; -1 is half of the ttl. */
  readonly safetyMargin: number
  /** Times of haproxy, whole numbers with a unit: 500ms, 2s. */
  readonly inter: string
  readonly fastInter: string
  readonly downInter: string
  /** Good checks that bring a server up, failed ones that take it down. */
  readonly rise: number
  readonly fall: number
}

/** The row of pg_rto_plan that pg_rto names. Every row of a plan is checked, also those that no cluster uses yet (KD-65, KD-78). */
export function buildRto(context: Context): Rto {
  const { settings, sink } = context
  const plan = planOf(settings)
  const rows = new Map<string, Rto>()
  for (const [name, entry] of plan.entries) {
    const row = readRow(name, entry.value, context)
    if (row !== undefined) rows.set(name, row)
  }
  const name = settings.get('pg_rto')
  if (!plan.entries.has(name))
    sink.report(
      codes['rto-plan'],
      settings.at(settings.isSet('pg_rto') ? 'pg_rto' : 'pg_rto_plan'),
      `pg_rto is \`${name}\`, and pg_rto_plan has no such row; it has ${[...plan.entries.keys()].sort().join(', ') || 'none at all'}`,
    )
  return rows.get(name) ?? fallback
}

function planOf(settings: Settings): MappingNode {
  const node = settings.node('pg_rto_plan')
  const given = node?.kind === 'mapping' ? node : defaultNode('pg_rto_plan')
  return given.kind === 'mapping' ? given : { kind: 'mapping', at: given.at, entries: new Map() }
}

function readRow(name: string, node: Node, { sink }: Context): Rto | undefined {
  const what = `pg_rto_plan.${name}`
  const width = Object.keys(rtoRow.attributes).length
  if (node.kind !== 'sequence' || node.items.length !== width) {
    const given = node.kind === 'sequence' ? `it has ${node.items.length}` : 'it is no list'
    sink.report(codes['rto-plan'], node.at, `${what} must be a list of ${width} values (${Object.keys(rtoRow.attributes).join(', ')}), and ${given}`)
    return undefined
  }
  const fields = readObject(rtoRow, named(node), what, sink)
  if (fields === undefined) return undefined
  const inter = readTime(fields, 'inter', what, sink)
  const fastInter = readTime(fields, 'fastinter', what, sink)
  const downInter = readTime(fields, 'downinter', what, sink)
  const [ttl, loopWait, retryTimeout] = [fields.get('ttl'), fields.get('loop_wait'), fields.get('retry_timeout')]
  const [primaryStartTimeout, safetyMargin, rise, fall] = [
    fields.get('primary_start_timeout'),
    fields.get('safety_margin'),
    fields.get('rise'),
    fields.get('fall'),
  ]
  if (ttl === undefined || loopWait === undefined || retryTimeout === undefined || primaryStartTimeout === undefined) return undefined
  if (loopWait + 2 * retryTimeout > ttl)
    sink.report(
      codes['rto-plan'],
      node.at,
      `${what} must keep loop_wait + 2 x retry_timeout within ttl, and ${loopWait} + 2 x ${retryTimeout} is more than ${ttl}: a slow etcd would cost the primary its lead`,
    )
  if (primaryStartTimeout <= 0)
    sink.report(codes['rto-plan'], fields.where('primary_start_timeout'), `${what}.primary_start_timeout must be at least 1 second, not ${primaryStartTimeout}`)
  if (safetyMargin === undefined || rise === undefined || fall === undefined) return undefined
  if (inter === undefined || fastInter === undefined || downInter === undefined) return undefined
  return { ttl, loopWait, retryTimeout, primaryStartTimeout, safetyMargin, inter, fastInter, downInter, rise, fall }
}

/** The tuple as a map, so that the schema's own reader looks at each value. */
function named(row: SequenceNode): MappingNode {
  const names = Object.keys(rtoRow.attributes)
  const entries = row.items.map((value, index) => {
    const name = names[index] ?? ''
    return [name, { name, key: { kind: 'scalar', at: value.at, value: name, type: 'string', text: name }, value }] as const
  })
  return { kind: 'mapping', at: row.at, entries: new Map(entries) }
}

function readTime(
  fields: Fields<typeof rtoRow.attributes>,
  name: 'inter' | 'fastinter' | 'downinter',
  what: string,
  sink: Context['sink'],
): string | undefined {
  const text = fields.get(name)
  const time = text === undefined ? undefined : haproxyTime(text)
  if (text !== undefined && time === undefined)
    sink.report(codes['rto-plan'], fields.where(name), `${what}.${name} must be a time of at least 1 ms that haproxy can read, as 500ms or 2s, not \`${text}\``)
  return time
}

/** What a broken plan is replaced by, so that the run goes on to find more; nothing of it is ever written. */
const fallback: Rto = {
  ttl: 30,
  loopWait: 5,
  retryTimeout: 10,
  primaryStartTimeout: 25,
  safetyMargin: 5,
  inter: '2s',
  fastInter: '1s',
  downInter: '2s',
  rise: 3,
  fall: 3,
}
