import { type ParameterName, parameters } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { Site } from './model.js'
import type { Parts } from './parts.js'
import type { Placed } from './placed.js'

/** A password that everybody can read in the manual. */
export interface DefaultPassword {
  readonly parameter: ParameterName
  /** The value; where the inventory is silent, the first owner. */
  readonly at: Span
  /** `default`: the documented value; `cluster-name`: what stands for an empty or equal one. */
  readonly kind: 'default' | 'cluster-name'
  /** Names of the clusters or hosts that use it. */
  readonly owners: readonly string[]
}

/** Documented values beside the present defaults. */
const former: Partial<Record<ParameterName, readonly string[]>> = { haproxy_admin_password: ['haproxy'] }

const ofCluster = ['pg_replication_password', 'pg_admin_password', 'pg_monitor_password', 'patroni_password'] as const

/** One use of one. */
interface Use {
  readonly parameter: ParameterName
  readonly at: Span
  /** Whether the inventory gives it. */
  readonly given: boolean
  readonly kind: DefaultPassword['kind']
  readonly owner: string
}

/** Every default password in use (KD-70), one entry for each place of the inventory, or one for each parameter that it never gives. */
export function collectDefaultPasswords(placed: readonly Placed[], site: Site, { standing }: Parts, sink: Sink): readonly DefaultPassword[] {
  const found = new Map<string, DefaultPassword & { readonly owners: string[] }>()
  for (const each of placed) {
    const isEtcd = site.etcd.includes(each.host)
    for (const { parameter, at, given, kind, owner } of standing.of('passwords', each.host.name, [each, isEtcd], sink, () => usesOf(each, isEtcd))) {
      const key = given ? `${parameter} ${at.source.name} ${at.start}` : parameter
      const known = found.get(key)
      if (known === undefined) found.set(key, { parameter, at, kind, owners: [owner] })
      else if (!known.owners.includes(owner)) known.owners.push(owner)
    }
  }
  return [...found.values()]
}

function usesOf({ host, settings: own, groups, members }: Placed, isEtcd: boolean): readonly Use[] {
  const uses: Use[] = []
  const note = (parameter: ParameterName, settings: Settings, owner: string, kind: DefaultPassword['kind'] = 'default'): void => {
    if (settings.fits(parameter)) uses.push({ parameter, at: settings.at(parameter), given: settings.isSet(parameter), kind, owner })
  }
  const look = (parameter: ParameterName, settings: Settings, owner: string): void => {
    const value = settings.get(parameter)
    if (value === parameters[parameter].default || former[parameter]?.some((word) => word === value)) note(parameter, settings, owner)
  }
  for (const { clusterName, settings } of members) {
    for (const parameter of ofCluster) look(parameter, settings, clusterName)
    const scope = settings.get('pg_mode') === 'citus' ? settings.get('pg_shard') || clusterName : clusterName
    const password = settings.get('pg_etcd_password')
    if (password === '' || password === scope) note('pg_etcd_password', settings, clusterName, 'cluster-name')
  }
  if (own.get('haproxy_enabled') && own.get('haproxy_auth_enabled')) look('haproxy_admin_password', own, host.name)
  if (groups.has('infra') && own.get('grafana_enabled')) look('grafana_admin_password', own, host.name)
  if (isEtcd) look('etcd_root_password', own, host.name)
  return uses
}
