import { type ParameterName, parameters } from '../catalog/catalog.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { Member } from './context.js'
import type { Site } from './model.js'
import type { Placed } from './site.js'

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

/** Every default password in use (KD-70), one entry for each place of the inventory, or one for each parameter that it never gives. */
export function collectDefaultPasswords(placed: readonly Placed[], members: readonly Member[], site: Site): readonly DefaultPassword[] {
  const found = new Map<string, DefaultPassword & { readonly owners: string[] }>()
  const note = (parameter: ParameterName, settings: Settings, owner: string, kind: DefaultPassword['kind'] = 'default'): void => {
    if (!settings.fits(parameter)) return
    const at = settings.at(parameter)
    const key = settings.isSet(parameter) ? `${parameter} ${at.source.name} ${at.start}` : parameter
    const known = found.get(key)
    if (known === undefined) found.set(key, { parameter, at, kind, owners: [owner] })
    else if (!known.owners.includes(owner)) known.owners.push(owner)
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
  for (const { host, settings, groups } of placed) {
    if (settings.get('haproxy_enabled') && settings.get('haproxy_auth_enabled')) look('haproxy_admin_password', settings, host.name)
    if (groups.has('infra') && settings.get('grafana_enabled')) look('grafana_admin_password', settings, host.name)
    if (site.etcd.includes(host)) look('etcd_root_password', settings, host.name)
  }
  return [...found.values()]
}
