import { rulesOfCluster } from '../access/hba-suspects.js'
import { nearest } from '../inventory/nearest.js'
import type { HbaLine, HbaRule } from '../model/hba.js'
import { entryId, entryName } from '../model/hba-reach.js'
import type { Cluster, Model } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import { upstreamCluster } from '../model/upstream-cluster.js'
import type { Span } from '../source/span.js'
import { type HbaToken, isHbaRecord } from '../syntax/hba.js'
import { defineCheck } from './check.js'

/** A rule for a user, role or database that its cluster does not have. Somebody may create it by hand, so this is no error. */
export const hbaNameUnknown = defineCheck({
  code: 'hba-name-unknown',
  severity: 'warning',
  summary: 'access rule for a user, role or database that the cluster does not have',
  hint: 'define it in pg_users or pg_databases; if something else creates it, leave the rule as it is',
  *run(model) {
    const found = new Map<string, Mention>()
    const doubtful = model.clusters.filter((cluster) => !knowsAll(cluster, model))
    for (const mention of mentions(doubtful, model)) if (!mention.known && !found.has(keyOf(mention))) found.set(keyOf(mention), mention)
    if (found.size === 0) return
    for (const mention of mentions(model.clusters, model)) if (mention.known) found.delete(keyOf(mention))
    for (const { cluster, rule, line, what, text, at, candidates } of found.values()) {
      const near = nearest(text, candidates)
      yield {
        at,
        message: `${entryName(rule, line)} names the ${what} ${text}, which cluster ${cluster.name} does not have${near === undefined ? '' : `; did you mean ${near}?`}`,
      }
    }
  },
})

/** A name in a rule of the inventory, as one cluster has the rule. */
interface Mention {
  readonly cluster: Cluster
  readonly rule: HbaRule
  readonly line: HbaLine
  readonly what: 'user' | 'role' | 'database'
  readonly text: string
  readonly at: Span
  /** The names that the cluster has. */
  readonly candidates: ReadonlySet<string>
  readonly known: boolean
}

function keyOf({ rule, line, what, text }: Mention): string {
  return `${entryId(rule, line)}\0${what}\0${text}`
}

/** Whether a cluster has all that its rules name. */
function knowsAll(cluster: Cluster, model: Model): boolean {
  const look = (): boolean => [...mentionsOf(cluster, model)].every(({ known }) => known)
  return cluster.primary.upstream?.kind === 'cluster' ? look() : alone.from(cluster, look)
}

/** Of clusters that have what they have from nobody else. */
const alone = new Remembered<boolean>()

function* mentions(clusters: readonly Cluster[], model: Model): Iterable<Mention> {
  for (const cluster of clusters) yield* mentionsOf(cluster, model)
}

function* mentionsOf(cluster: Cluster, model: Model): Iterable<Mention> {
  // Members have most rules in common.
  const rules = new Set(rulesOfCluster(cluster).flatMap((file) => file.rules.filter(({ given }) => given)))
  const names = rules.size === 0 ? undefined : namesOf(cluster, model)
  for (const rule of rules)
    for (const line of rule.lines)
      for (const { what, text, at } of isHbaRecord(line.entry) ? mentioned(line.entry, line.where) : []) {
        const candidates = what === 'database' ? names?.databases : names?.users
        const known = candidates === undefined || candidates.has(text) || (what !== 'database' && text.startsWith('pg_'))
        yield { cluster, rule, line, what, text, at, candidates: candidates ?? new Set(), known }
      }
}

interface Names {
  readonly users: ReadonlySet<string>
  readonly databases: ReadonlySet<string>
}

/** What a cluster has once it is provisioned; undefined where all of it comes from a server that the inventory does not have. */
function namesOf(cluster: Cluster, model: Model, followed = 0): Names | undefined {
  const { primary } = cluster
  if (primary.upstream?.kind === 'cluster') {
    const source = upstreamCluster(cluster, model.clusters)
    return source === undefined || followed > model.clusters.length ? undefined : namesOf(source, model, followed + 1)
  }
  const { superuser, replication, admin, monitor } = primary.postgres
  const roles = [...primary.defaultRoles, ...primary.users.filter(({ state }) => state !== 'absent'), superuser, replication, admin, monitor]
  const databases = primary.databases.filter(({ state }) => state !== 'absent').map(({ name }) => name)
  return {
    users: new Set(roles.map(({ name }) => name)),
    databases: new Set(['postgres', 'template0', 'template1', 'pgbouncer', ...databases]),
  }
}

type Columns = Readonly<Record<'databases' | 'users', readonly HbaToken[]>>

function mentioned(columns: Columns, where: Readonly<Record<'databases' | 'users', Span>>): Pick<Mention, 'what' | 'text' | 'at'>[] {
  return (['users', 'databases'] as const).flatMap((column) =>
    columns[column].flatMap((token): Pick<Mention, 'what' | 'text' | 'at'>[] => {
      if ('name' in token) return [{ what: column === 'users' ? 'user' : 'database', text: token.name, at: where[column] }]
      return 'group' in token ? [{ what: 'role', text: token.group, at: where[column] }] : []
    }),
  )
}
