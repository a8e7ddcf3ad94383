import { nearest } from '../inventory/nearest.js'
import { hbaFiles } from '../model/hba-reach.js'
import type { Cluster, Model } from '../model/model.js'
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
    const found = new Map<string, { readonly at: Span; readonly message: string }>()
    const known = new Set<string>()
    const inventories = new Map(model.clusters.map((cluster) => [cluster, namesOf(cluster, model)]))
    for (const { instance, entries } of hbaFiles(model)) {
      const names = inventories.get(instance.cluster)
      for (const { id, name, rule, lines } of entries)
        for (const { line } of lines)
          for (const { what, text, at } of isHbaRecord(line.entry) && rule.given ? mentioned(line.entry, line.where) : []) {
            const key = `${id}\0${what}\0${text}`
            const candidates = what === 'database' ? names?.databases : names?.users
            if (candidates === undefined || candidates.has(text) || (what !== 'database' && text.startsWith('pg_'))) known.add(key)
            else if (!found.has(key)) {
              const near = nearest(text, candidates)
              const message = `${name} names the ${what} ${text}, which cluster ${instance.cluster.name} does not have${near === undefined ? '' : `; did you mean ${near}?`}`
              found.set(key, { at, message })
            }
          }
    }
    for (const [key, finding] of found) if (!known.has(key)) yield finding
  },
})

interface Names {
  readonly users: ReadonlySet<string>
  readonly databases: ReadonlySet<string>
}

/** What a cluster has once it is provisioned; undefined where all of it comes from a server that the inventory does not have. */
function namesOf({ primary }: Cluster, model: Model, followed = 0): Names | undefined {
  const { upstream } = primary
  if (upstream?.kind === 'cluster') {
    const source = model.clusters.find(({ instances }) =>
      instances.some(({ host, postgres }) => (host.address.text === upstream.host || host.name === upstream.host) && postgres.port === upstream.port),
    )
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

function mentioned(columns: Columns, where: Readonly<Record<'databases' | 'users', Span>>) {
  return (['users', 'databases'] as const).flatMap((column) =>
    columns[column].flatMap((token) => {
      if ('name' in token) return [{ what: column === 'users' ? 'user' : 'database', text: token.name, at: where[column] }]
      return 'group' in token ? [{ what: 'role', text: token.group, at: where[column] }] : []
    }),
  )
}
